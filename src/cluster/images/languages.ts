import {type Command, complain, print} from '../../shell/program.ts';
import type {Image} from './image.ts';
import {notSimulated} from './not-simulated.ts';
import {serveFolder} from './python-http.ts';
import {versionOf} from './version.ts';

const PYTHON_VERSIONS = ['3.13.7', '3.12.11', '3.11.13', '3.10.18', '3.9.23'] as const;
const NODE_VERSIONS = ['24.8.0', '22.19.0', '20.19.5', '18.20.8'] as const;

/** Without a command it idles: its interpreter is not simulated. */
export const python: Image = {
	repository: 'python',
	sizeBytes: 45_000_000,
	tools: 'usual',
	commands: tag => {
		const command = pythonCommand(versionOf(tag, PYTHON_VERSIONS));
		return {...notSimulated(['pip', 'pip3']), python: command, python3: command};
	},
};

/** Without a command it idles: its interpreter is not simulated. */
export const nodeJs: Image = {
	repository: 'node',
	sizeBytes: 370_000_000,
	tools: 'usual',
	commands: tag => ({...notSimulated(['npm', 'npx', 'yarn']), node: nodeCommand(versionOf(tag, NODE_VERSIONS))}),
};

// python [-u] --version, python [-u] -m http.server
function pythonCommand(version: string): Command {
	return function* (args, process) {
		const isUnbuffered = args[0] === '-u' || Boolean(process.env.get('PYTHONUNBUFFERED'));
		const [flag, module, ...rest] = args[0] === '-u' ? args.slice(1) : args;
		if (flag === '--version' || flag === '-V') {
			yield* print(`Python ${version}\n`);
			return 0;
		}
		if (flag === '-m' && module === 'http.server') return yield* serveFolder(rest, process, version, isUnbuffered);
		yield* complain('kubekata: python other than --version and -m http.server is not simulated\n');
		return 127;
	};
}

function nodeCommand(version: string): Command {
	return function* ([flag]) {
		if (flag === '--version' || flag === '-v') {
			yield* print(`v${version}\n`);
			return 0;
		}
		yield* complain('kubekata: node other than --version is not simulated\n');
		return 127;
	};
}
