import {readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {describe, expect, it} from 'vitest';

// Who may import whom. A part may always import itself. Panels read objects with the cluster's own pure functions, but never drive it.
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
	shell: [],
	progress: [],
	cluster: ['shell'],
	kubectl: ['cluster', 'shell'],
	lessons: ['cluster', 'shell'],
	lab: ['cluster', 'shell', 'kubectl', 'lessons'],
	ui: ['lab', 'cluster', 'shell', 'lessons'],
	serve: ['cluster', 'kubectl'],
	cli: ['shell', 'cluster', 'kubectl', 'lessons', 'lab', 'ui', 'progress', 'serve'],
};

// The simulator and what runs on it know neither the wall clock nor chance nor the machine.
const SIMULATED = ['cluster', 'shell', 'kubectl', 'lab'];
const BANNED: readonly [string, RegExp][] = [
	['async', /\basync\b(?!\w)|\bawait\s/],
	['Date', /\bnew Date\b|\bDate\.|\bDate\(/],
	['Math.random', /Math\.random/],
	['setTimeout', /\bset(Timeout|Interval|Immediate)\b/],
	['node: imports', /from 'node:/],
];

interface SourceFile {
	readonly path: string;
	readonly part: string;
	readonly lines: number;
	readonly code: string;
	readonly imports: readonly {readonly target: string; readonly typeOnly: boolean}[];
}

const files = sourceFiles('src');

describe('architecture', () => {
	it('lets every part import only what is below it', () => {
		const wrong = files.flatMap(file =>
			file.imports
				.map(({target}) => partOf(target))
				.filter(to => to !== file.part && !ALLOWED[file.part]?.includes(to))
				.map(to => `${file.path} imports ${to}`),
		);
		expect(wrong).toEqual([]);
	});

	it('has no import cycles', () => {
		expect(cycles(files)).toEqual([]);
	});

	it('has no file and no export that nobody uses', () => {
		expect([...unreached('src/cli.tsx'), ...deadExports()]).toEqual([]);
	});

	it('keeps clocks, chance and the machine out of the simulation', () => {
		const wrong = files
			.filter(file => SIMULATED.includes(file.part))
			.flatMap(file =>
				BANNED.filter(([, pattern]) => pattern.test(file.code)).map(([name]) => `${file.path}: ${name}`),
			);
		expect(wrong).toEqual([]);
	});

	it('keeps files readable: at most 300 lines, no default exports, no catch-all names', () => {
		const wrong = files.flatMap(file => [
			...(file.lines > 300 ? [`${file.path} has ${file.lines} lines`] : []),
			...(/^export default/m.test(file.code) ? [`${file.path} has a default export`] : []),
			...(/(^|[/-])(utils?|helpers?|manager|common|misc)\.tsx?$/.test(file.path)
				? [`${file.path}: name says nothing`]
				: []),
		]);
		expect(wrong).toEqual([]);
	});
});

// Files that the program never loads.
function unreached(entry: string): string[] {
	const byPath = new Map(files.map(file => [file.path, file]));
	const reached = new Set<string>();
	const visit = (path: string): void => {
		if (reached.has(path)) return;
		reached.add(path);
		for (const {target} of byPath.get(path)?.imports ?? []) visit(target);
	};
	visit(entry);
	return files.filter(({path}) => !reached.has(path)).map(({path}) => `${path} is never loaded`);
}

// A type may be exported for the function whose signature it belongs to; a value is for others.
function deadExports(): string[] {
	const used = new Set([...files, ...sourceFiles('test'), ...sourceFiles('bench')].flatMap(importedNames));
	return files.flatMap(({path, code}) =>
		[...code.matchAll(/^export (?:async )?(const|function\*?|class|interface|type) (\w+)/gm)]
			.filter(([, kind, name]) => {
				const isOwn = /interface|type/.test(kind!) && code.split(new RegExp(`\\b${name}\\b`)).length > 2;
				return !used.has(`${path} ${name}`) && !used.has(`${path} *`) && !isOwn;
			})
			.map(([, , name]) => `${path}: nobody imports ${name}`),
	);
}

// `path name` for every import by name, `path *` for what is loaded while the program runs.
function importedNames({path}: SourceFile): string[] {
	const text = readFileSync(path, 'utf8');
	const from = (target: string) => normalize(join(dirname(path), target));
	const named = [...text.matchAll(/(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s*from\s+'(\.[^']+)'/g)];
	return [
		...named.flatMap(([, names, target]) =>
			names!.split(',').map(
				each =>
					`${from(target!)} ${
						each
							.trim()
							.replace(/^type /, '')
							.split(' as ')[0]
					}`,
			),
		),
		...[...text.matchAll(/import\('(\.[^']+)'\)/g)].map(([, target]) => `${from(target!)} *`),
	];
}

function partOf(path: string): string {
	return path
		.slice('src/'.length)
		.split(/[/.]/)[0]!
		.replace(/^lab-.*/, 'lab');
}

function sourceFiles(directory: string): SourceFile[] {
	return readdirSync(directory).flatMap(name => {
		const path = `${directory}/${name}`;
		if (statSync(path).isDirectory()) return name === 'generated' || name === 'build' ? [] : sourceFiles(path);
		return /\.tsx?$/.test(name) ? [sourceFile(path)] : [];
	});
}

function sourceFile(path: string): SourceFile {
	const text = readFileSync(path, 'utf8');
	const imports = [...text.matchAll(/^(?:import|export) (type )?[^;]*?from '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm)].map(
		match => ({
			target: normalize(join(dirname(path), (match[2] ?? match[3])!)),
			typeOnly: match[1] !== undefined || match[3] !== undefined,
		}),
	);
	return {path, part: partOf(path), lines: text.split('\n').length - 1, code: withoutComments(text), imports};
}

function withoutComments(text: string): string {
	return text
		.replace(/\/\*[\s\S]*?\*\//g, '')
		.replace(/(^|\s)\/\/.*$/gm, '')
		.replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, literal => (literal.startsWith("'node:") ? literal : "''"));
}

function cycles(all: readonly SourceFile[]): string[] {
	const byPath = new Map(all.map(file => [file.path, file]));
	const state = new Map<string, 'open' | 'done'>();
	const found: string[] = [];
	const visit = (path: string, trail: readonly string[]): void => {
		const file = byPath.get(path);
		if (!file || state.get(path) === 'done') return;
		if (state.get(path) === 'open') {
			found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
			return;
		}
		state.set(path, 'open');
		// Types vanish at run time, so only imports of values can form a cycle that matters.
		for (const {target, typeOnly} of file.imports) if (!typeOnly) visit(target, [...trail, path]);
		state.set(path, 'done');
	};
	for (const file of all) visit(file.path, []);
	return found;
}
