// Bundles kubekata into dist/: one small entry, everything that the first frame doesn't need in chunks of its own.
import {chmod, readdir, rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {writeNotices} from './notices.mjs';
import {writeSchema} from './schema.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

// Ink 8 uses Promise.withResolvers, which Node 20 lacks; bundled CommonJS packages need require().
const banner = `import {createRequire as __createRequire} from 'node:module';
const require = __createRequire(import.meta.url);
Promise.withResolvers ??= function () { let resolve, reject; const promise = new this((a, b) => { resolve = a; reject = b; }); return {promise, resolve, reject}; };`;

await writeSchema(join(root, 'src/cluster/generated'));
const {metafile} = await build({
	metafile: true,
	entryPoints: {cli: join(root, 'src/cli.tsx')},
	outdir: join(root, 'dist'),
	bundle: true,
	splitting: true,
	minify: true,
	platform: 'node',
	target: 'node20',
	format: 'esm',
	jsx: 'automatic',
	define: {'process.env.NODE_ENV': '"production"'},
	alias: {'react-devtools-core': join(here, 'react-devtools-core-stub.mjs')},
	banner: {js: banner},
	// All licences stand in one file.
	legalComments: 'none',
	logLevel: 'warning',
});
await chmod(join(root, 'dist/cli.js'), 0o755);
const NOTICES = 'THIRD-PARTY-NOTICES.txt';
await writeNotices(Object.keys(metafile.inputs), root, join(root, 'dist', NOTICES));
// Chunks of earlier builds go last, so that the program can be started at any moment.
const written = new Set([NOTICES, ...Object.keys(metafile.outputs).map(name => basename(name))]);
for (const name of await readdir(join(root, 'dist'))) if (!written.has(name)) await rm(join(root, 'dist', name));
