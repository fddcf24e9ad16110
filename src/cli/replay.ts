import {readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {createCluster} from '../cluster/cluster.ts';
import {parseDuration} from '../lab/duration.ts';
import {LearnerShell} from '../lab/learner-shell.ts';
import {runToEnd} from '../lab/run-to-end.ts';
import {untilQuiet} from '../lab/until-quiet.ts';
import type {Call} from './main.ts';

/** What one `run` step of a case printed. */
export interface StepResult {
	readonly run: string;
	readonly out: string;
	readonly err: string;
	readonly code: number;
}

interface CaseStep {
	readonly run?: string;
	readonly settle?: boolean;
	readonly advance?: string;
}

interface Case {
	readonly files?: Readonly<Record<string, string>>;
	readonly steps: readonly CaseStep[];
}

const SETTLE_LIMIT_MS = 2 * 60_000;
const RUN_LIMIT_MS = 30 * 60_000;
/** A person or script needs a moment from one command to the next. */
const BETWEEN_STEPS_MS = 100;
const DEFAULT_SEED = 1;

/** `kubekata replay CASE.yaml…`: runs recorded cases, each on a fresh cluster, and prints what each step printed. */
export async function replay(files: readonly string[], {environment, text, options}: Call): Promise<number> {
	const results: {file: string; steps: StepResult[]}[] = [];
	for (const file of files) {
		let recorded: unknown;
		try {
			recorded = parse(readFileSync(file, 'utf8'), {maxAliasCount: 0});
		} catch (error) {
			environment.err(`kubekata: ${text.cannotRead(file, error instanceof Error ? error.message : String(error))}\n`);
			return 1;
		}
		if (!isCase(recorded)) {
			environment.err(`kubekata: ${text.cannotRead(file, 'steps: Required value')}\n`);
			return 1;
		}
		results.push({file, steps: replayCase(recorded, options.seed ?? DEFAULT_SEED)});
	}
	if (options.json) environment.out(`${JSON.stringify(results)}\n`);
	else
		for (const {steps} of results) for (const step of steps) environment.out(`$ ${step.run}\n${step.out}${step.err}`);
	return 0;
}

/** Plays the steps of one case on a fresh cluster. */
export function replayCase({files, steps}: Case, seed: number): StepResult[] {
	const cluster = createCluster({seed});
	const shell = new LearnerShell(cluster, new Map(Object.entries(files ?? {})));
	cluster.settle();
	const results: StepResult[] = [];
	for (const step of steps) {
		if (step.settle) untilQuiet(cluster, SETTLE_LIMIT_MS);
		if (step.advance !== undefined) cluster.advance(parseDuration(step.advance) ?? 0);
		if (step.run === undefined) continue;
		cluster.advance(BETWEEN_STEPS_MS);
		results.push({run: step.run, ...runToEnd(cluster, shell.start(step.run), RUN_LIMIT_MS)});
	}
	return results;
}

function isCase(value: unknown): value is Case {
	const steps = (value as {steps?: unknown} | null)?.steps;
	return Array.isArray(steps) && steps.every(step => typeof step === 'object' && step !== null);
}
