// Runs every bench/*.bench.ts and prints its measurements: `npm run bench`, `npm run bench -- --json`, `npm run bench -- NAME`; with `--all`
// also those that take minutes.
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2).filter(word => !word.startsWith('--'));
const asJson = process.argv.includes('--json');
const names = (await readdir(here))
	.filter(name => name.endsWith('.bench.ts'))
	.filter(name => words.length === 0 || words.some(word => name.includes(word)));
const folder = await mkdtemp(join(tmpdir(), 'kubekata-bench-'));
const results = [];
try {
	for (const name of names) {
		const outfile = join(folder, name.replace(/\.ts$/, '.mjs'));
		await build({
			entryPoints: [join(here, name)],
			outfile,
			bundle: true,
			platform: 'node',
			format: 'esm',
			target: 'node20',
			jsx: 'automatic',
			logLevel: 'error',
			define: {'process.env.NODE_ENV': '"production"'},
			alias: {'react-devtools-core': join(here, '../src/build/react-devtools-core-stub.mjs')},
			banner: {
				js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url); Promise.withResolvers ??= function () { let resolve, reject; const promise = new this((a, b) => { resolve = a; reject = b; }); return {promise, resolve, reject}; };",
			},
		});
		const {measure} = await import(pathToFileURL(outfile).href);
		for (const result of await measure()) {
			results.push({
				...result,
				ok:
					result.budget === undefined ||
					(result.atLeast ? result.value >= result.budget : result.value <= result.budget),
			});
			if (!asJson) print(results.at(-1));
		}
	}
} finally {
	await rm(folder, {recursive: true, force: true});
}
if (asJson)
	console.log(
		JSON.stringify(
			results.map(({name, value, unit, budget, ok}) => ({name, value, unit, budget, ok})),
			null,
			'\t',
		),
	);
process.exitCode = results.every(result => result.ok) ? 0 : 1;

function print({name, value, unit, budget, atLeast, ok}) {
	const limit = budget === undefined ? '' : `${atLeast ? '≥' : '≤'} ${budget}`;
	console.log(
		`${ok ? 'ok  ' : 'OVER'}  ${name.padEnd(28)} ${String(Number(value.toPrecision(3))).padStart(10)} ${unit.padEnd(6)} ${limit}`,
	);
}
