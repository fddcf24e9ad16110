import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {parse, stringify} from 'yaml';
import {loadDocumentation} from '../../src/cli/documentation.ts';
import {replayCase} from '../../src/cli/replay.ts';
import {differences} from './recordings/compare.mjs';

interface Recorded {
	readonly title: string;
	readonly files?: Record<string, string>;
	readonly steps: readonly {
		run?: string;
		out?: string;
		err?: string;
		code?: number;
		compare?: string;
		settle?: boolean;
		advance?: string;
	}[];
}

interface KnownDifference {
	readonly case: string;
	/** Counts the `run` steps of the case from 1. */
	readonly step: number;
	readonly run: string;
	readonly reason: string;
}

const RECORDINGS = join(import.meta.dirname, 'recordings');
const KNOWN_FILE = join(import.meta.dirname, 'known-differences.yaml');
const SEED = 1;
// With UPDATE=1 the list is written anew; new entries get no reason, which the test refuses: somebody has to think of it.
const UPDATE = process.env.UPDATE === '1';
const known = (parse(readFileSync(KNOWN_FILE, 'utf8')) ?? []) as KnownDifference[];

const topics = readdirSync(RECORDINGS, {withFileTypes: true}).filter(entry => entry.isDirectory());
const scores = new Map<string, {agreed: number; total: number}>();
const found: KnownDifference[] = [];

beforeAll(loadDocumentation);

for (const {name: topic} of topics)
	describe(topic, () => {
		for (const file of readdirSync(join(RECORDINGS, topic)).sort())
			it(file, () => checkCase(topic, `${topic}/${file}`));
	});

function checkCase(topic: string, file: string): void {
	const recorded = parse(readFileSync(join(RECORDINGS, file), 'utf8')) as Recorded;
	const wanted = recorded.steps.filter(step => step.run !== undefined);
	const results = replayCase(recorded, SEED);
	expect(results).toHaveLength(wanted.length);
	const score = scores.get(topic) ?? {agreed: 0, total: 0};
	scores.set(topic, score);
	const problems: string[] = [];
	wanted.forEach((step, index) => {
		const result = results[index]!;
		const entry = known.find(each => each.case === file && each.step === index + 1 && each.run === step.run);
		const differing: string[] = differences(step, result);
		score.total++;
		if (differing.length === 0) {
			score.agreed++;
			if (entry) problems.push(`${file} step ${index + 1} agrees now: take it off known-differences.yaml`);
		} else {
			found.push({case: file, step: index + 1, run: step.run!, reason: entry?.reason ?? ''});
			if (!entry) problems.push(`${file} step ${index + 1}: ${step.run}\n${differing.join('\n')}`);
		}
	});
	if (!UPDATE) expect(problems.join('\n\n')).toBe('');
}

describe('known differences', () => {
	it('have a reason and name a recorded step', () => {
		const files = new Set(
			topics.flatMap(({name}) => readdirSync(join(RECORDINGS, name)).map(file => `${name}/${file}`)),
		);
		for (const entry of known) {
			expect(files).toContain(entry.case);
			expect(entry.reason, `${entry.case} step ${entry.step}`).toMatch(/\S{3}/);
		}
	});
});

afterAll(() => {
	const lines = [...scores].map(
		([topic, {agreed, total}]) =>
			`${topic.padEnd(14)} ${String(agreed).padStart(4)}/${total} ${((100 * agreed) / total).toFixed(1)}%`,
	);
	const all = [...scores.values()].reduce(
		(sum, {agreed, total}) => ({agreed: sum.agreed + agreed, total: sum.total + total}),
		{agreed: 0, total: 0},
	);
	console.log(
		[
			...lines,
			`${'all'.padEnd(14)} ${String(all.agreed).padStart(4)}/${all.total} ${((100 * all.agreed) / all.total).toFixed(1)}%`,
		].join('\n'),
	);
	if (!UPDATE) return;
	const comments = readFileSync(KNOWN_FILE, 'utf8')
		.split('\n')
		.filter(line => line.startsWith('#'))
		.join('\n');
	writeFileSync(KNOWN_FILE, `${comments}\n${stringify(found, {lineWidth: 0})}`);
});
