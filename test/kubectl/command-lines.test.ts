import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {loadDocumentation} from '../../src/cli/documentation.ts';
import {createCluster} from '../../src/cluster/cluster.ts';
import {LearnerShell} from '../../src/lab/learner-shell.ts';
import {type RunResult, runToEnd} from '../../src/lab/run-to-end.ts';
import {differences} from '../golden/recordings/compare.mjs';

/** A line as somebody types it, and what kubectl answers: nothing on a stream that isn't given, exit code 0 if none is. */
interface CommandLine {
	readonly run: string;
	readonly out?: string;
	readonly err?: string;
	readonly code?: number;
}

interface World {
	readonly files: Readonly<Record<string, string>>;
	readonly setup: readonly string[];
	readonly advance: number;
}

const FOLDER = join(import.meta.dirname, 'command-lines');
const LIMIT_MS = 120_000;
const BETWEEN_LINES_MS = 1000;
const world = read<World>('world.yaml');

beforeAll(loadDocumentation);

// The lines of a file follow each other on one cluster; ages, hashes, addresses and random suffixes don't count.
describe.each(readdirSync(FOLDER).filter(file => file !== 'world.yaml'))('%s', file => {
	const lines = read<CommandLine[]>(file);

	it('is answered as by kubectl', () => {
		const {cluster, run} = preparedWorld();
		const problems = lines.flatMap(({run: line, out = '', err = '', code = 0}) => {
			cluster.advance(BETWEEN_LINES_MS);
			const found: string[] = differences({out, err, code}, run(line));
			return found.length > 0 ? [`$ ${line}\n${found.join('\n')}`] : [];
		});
		expect(problems.join('\n\n')).toBe('');
		expect(cluster.failures).toEqual([]);
	});

	it('has no line that is left out', () => {
		for (const {run, err = ''} of lines) expect(err, run).not.toContain('kubekata:');
	});
});

function preparedWorld() {
	const cluster = createCluster({seed: 7});
	const shell = new LearnerShell(cluster, new Map(Object.entries(world.files)));
	const run = (line: string): RunResult => runToEnd(cluster, shell.start(line), LIMIT_MS);
	for (const line of world.setup) expect(run(line), line).toMatchObject({code: 0, err: ''});
	cluster.advance(world.advance * 1000);
	return {cluster, run};
}

function read<T>(file: string): T {
	return parse(readFileSync(join(FOLDER, file), 'utf8')) as T;
}
