import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import type {Measurement} from './measurement.ts';
import {median} from './measurement.ts';

const ROUNDS = 11;
const BARE = `import {render, Text} from 'ink';
import {createElement} from 'react';
render(createElement(Text, null, 'Hello'), {alternateScreen: true});
`;

/** Time from the start of the process to the first frame, of the lesson list and of the smallest possible Ink program, in turns. */
export async function measure(): Promise<Measurement[]> {
	const root = resolve('.');
	const folder = mkdtempSync(join(tmpdir(), 'kubekata-first-frame-'));
	try {
		const bare = bundleBare(root, folder);
		const environment = {...process.env, KUBEKATA_HOME: join(folder, 'home'), LANG: 'en_US.UTF-8', CI: undefined};
		const pairs: [number, number][] = [];
		for (let round = 0; round < ROUNDS; round++) {
			pairs.push([
				await timeToText(`node ${join(root, 'dist/cli.js')}`, 'kubekata', environment),
				await timeToText(`node ${bare}`, 'Hello', environment),
			]);
		}
		const [lab, hello] = [median(pairs.map(pair => pair[0])), median(pairs.map(pair => pair[1]))];
		return [
			{name: 'first-frame-ms', value: lab, unit: 'ms'},
			{name: 'bare-ink-ms', value: hello, unit: 'ms'},
			{name: 'first-frame-ratio', value: lab / hello, unit: '', budget: 1.3},
		];
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

function bundleBare(root: string, folder: string): string {
	const entry = join(root, 'bench', '.bare-ink.mjs');
	const out = join(folder, 'bare.mjs');
	writeFileSync(entry, BARE);
	try {
		const banner =
			"import {createRequire as c} from 'node:module'; const require = c(import.meta.url); Promise.withResolvers ??= function () { let resolve, reject; const promise = new this((a, b) => { resolve = a; reject = b; }); return {promise, resolve, reject}; };";
		execFileSync(join(root, 'node_modules/.bin/esbuild'), [
			entry,
			'--bundle',
			'--minify',
			'--platform=node',
			'--format=esm',
			'--target=node20',
			`--outfile=${out}`,
			`--alias:react-devtools-core=${join(root, 'src/build/react-devtools-core-stub.mjs')}`,
			'--define:process.env.NODE_ENV="production"',
			`--banner:js=${banner}`,
			'--log-level=error',
		]);
	} finally {
		rmSync(entry);
	}
	return out;
}

// Runs a command in a pseudo-terminal (`script` of util-linux) until it has written the text.
function timeToText(command: string, text: string, environment: NodeJS.ProcessEnv): Promise<number> {
	return new Promise((done, fail) => {
		const startMs = performance.now();
		const child = spawn('script', ['-qfec', `stty cols 100 rows 30; exec ${command}`, '/dev/null'], {
			env: environment,
			stdio: ['pipe', 'pipe', 'ignore'],
		});
		let seen = '';
		let elapsedMs: number | undefined;
		const limit = setTimeout(() => child.kill('SIGKILL'), 20_000);
		child.stdout.on('data', (chunk: Buffer) => {
			seen += chunk.toString();
			if (elapsedMs !== undefined || !seen.includes(text)) return;
			elapsedMs = performance.now() - startMs;
			child.kill('SIGKILL');
		});
		child.once('error', fail);
		child.once('close', () => {
			clearTimeout(limit);
			if (elapsedMs === undefined) fail(new Error(`${command} ended without showing ${text}:\n${seen}`));
			else done(elapsedMs);
		});
	});
}
