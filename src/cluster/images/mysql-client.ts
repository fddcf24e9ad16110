import {type Command, complain, print} from '../../shell/program.ts';
import {versionCommand} from './daemon.ts';

const PORT = 3306;

/** mysqladmin -h HOST -P PORT ping, as probes ask: is the server alive? */
export const mysqladmin: Command = function* (args, {machine}) {
	if (!args.includes('ping')) {
		yield* complain('kubekata: mysqladmin other than ping is not simulated\n');
		return 127;
	}
	const host = optionValue(args, '-h', '--host') ?? 'localhost';
	if (machine.network?.connect(host, portOf(args)) === undefined) {
		yield* print('mysqld is alive\n');
		return 0;
	}
	yield* complain(`mysqladmin: connect to server at '${host}' failed\nerror: '${cannotConnect(host, portOf(args))}'\n`);
	return 1;
};

/** mysql --version, and mysql -h HOST -e 'SELECT 1', as probes ask. */
export function mysqlClient(versionText: string): Command {
	const version = versionCommand('mysql', versionText);
	return function* (args, process) {
		const statement = optionValue(args, '-e', '--execute');
		if (!/^\s*select\s+1\s*;?\s*$/i.test(statement ?? '')) return yield* version(args, process);
		const host = optionValue(args, '-h', '--host') ?? 'localhost';
		if (process.machine.network?.connect(host, portOf(args)) === undefined) {
			yield* print('1\n1\n');
			return 0;
		}
		yield* complain(`ERROR 2003 (HY000): ${cannotConnect(host, portOf(args))}\n`);
		return 1;
	};
}

function portOf(args: readonly string[]): number {
	return Number(optionValue(args, '-P', '--port') ?? PORT);
}

function cannotConnect(host: string, port: number): string {
	return `Can't connect to MySQL server on '${host}:${port}' (111)`;
}

// -h HOST, -hHOST, --host=HOST, --host HOST
function optionValue(args: readonly string[], short: string, long: string): string | undefined {
	for (const [index, arg] of args.entries()) {
		if (arg === short || arg === long) return args[index + 1];
		if (arg.startsWith(`${long}=`)) return arg.slice(long.length + 1);
		if (arg.startsWith(short) && !arg.startsWith('--')) return arg.slice(short.length);
	}
	return undefined;
}
