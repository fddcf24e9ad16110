// Runs every bench/*.bench.ts and prints its measurements: `npm run bench`, `npm run bench -- --json`, `npm run bench -- NAME`; `--quick` leaves
// out what takes a minute, `--growth` prints how costs grow instead.
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
	if (process.argv.includes('--growth')) console.log((await load('growth.ts')).growthChart());
	else for (const name of names) await run(name);
} finally {
	await rm(folder, {recursive: true, force: true});
}
if (asJson && !process.argv.includes('--growth'))
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

async function run(name) {
	const {measure} = await load(name);
	for (const result of await measure()) {
		const {value, budget, atLeast} = result;
		results.push({...result, ok: budget === undefined || (atLeast ? value >= budget : value <= budget)});
		if (!asJson) print(results.at(-1));
	}
}

async function load(name) {
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
	return import(pathToFileURL(outfile).href);
}
