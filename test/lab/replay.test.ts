import {join} from 'node:path';
import fc from 'fast-check';
import {beforeAll, describe, expect, it} from 'vitest';
import {allKinds} from '../../src/cluster/kinds.ts';
import {createLab, type Lab} from '../../src/lab.ts';
import type {LabView} from '../../src/lab-view.ts';
import type {Lesson} from '../../src/lessons/format.ts';
import {loadLesson} from '../../src/lessons/loader.ts';

let lesson: Lesson;
beforeAll(async () => {
	lesson = await loadLesson(join(import.meta.dirname, '../fixtures/lessons'), 'basics/scale', ['en', 'zh-CN']);
});

const open = () => createLab({lesson, chapterTitle: 'Basics', seed: 3, locale: 'en'});
const replicas = ({store}: LabView) => store.get('Deployment', 'default/web')?.spec.replicas;
const last = ({scrollback}: LabView) => scrollback.at(-1)?.text;

// Everything that there is to be seen of one moment.
function momentOf({store, journal, scrollback, lesson: shown, time}: LabView): string {
	return JSON.stringify([
		allKinds().map(({kind}) => store.list(kind)),
		journal.changes,
		journal.decisions,
		scrollback,
		shown,
		time,
	]);
}

describe('replay', () => {
	const action = fc.oneof(
		fc
			.constantFrom(
				'kubectl scale deployment web --replicas=4',
				'kubectl delete pod -l app=web --wait=false',
				'kubectl rollout status deployment web',
				'kubectl set image deployment web web=nginx:1.161',
				'kubectl delete deployment web',
				'sleep 7; kubectl get pods',
				'answer 4',
				'hint',
				'advance 1m',
				'advance next',
				'next',
			)
			.map(line => (lab: Lab) => lab.submit(line)),
		fc.integer({min: 1, max: 20_000}).map(ms => (lab: Lab) => lab.tick(ms)),
		fc.constant((lab: Lab) => lab.interrupt()),
	);

	it('shows every moment as it was', () => {
		fc.assert(
			fc.property(fc.array(action, {maxLength: 14}), fc.infiniteStream(fc.nat()), (actions, picks) => {
				const lab = open();
				const moments = new Map([[0, momentOf(lab.view())]]);
				for (const act of actions) {
					act(lab);
					moments.set(lab.elapsedMs, momentOf(lab.view()));
				}
				lab.tick(500);
				const [live, inputs] = [momentOf(lab.view()), lab.inputs.length];
				const times = [...moments.keys()];
				for (let count = 0; count < 6; count++) {
					const atMs = times[picks.next().value! % times.length]!;
					lab.replayAt(atMs);
					expect(lab.view().replay).toMatchObject({atMs, endMs: lab.elapsedMs});
					expect(momentOf(lab.view())).toBe(moments.get(atMs));
				}
				lab.replayAt(undefined);
				expect(lab.view().replay).toBeUndefined();
				expect(momentOf(lab.view())).toBe(live);
				expect(lab.inputs).toHaveLength(inputs);
			}),
			{numRuns: 40},
		);
	});

	it('shows what happened inside of an advance', () => {
		const lab = open();
		lab.submit('kubectl scale deployment web --replicas=4');
		const before = lab.view().store.list('Pod').length;
		lab.submit('advance 5m');
		lab.replayAt(1);
		expect(last(lab.view())).toBe('deployment.apps/web scaled');
		expect([
			before,
			lab
				.view()
				.store.list('Pod')
				.filter(pod => pod.status.phase === 'Running').length,
		]).toEqual([4, 2]);
		lab.replayAt(299_000);
		expect(last(lab.view())).toBe('deployment.apps/web scaled');
		expect(
			lab
				.view()
				.store.list('Pod')
				.filter(pod => pod.status.phase === 'Running'),
		).toHaveLength(4);
		lab.replayAt(300_000);
		expect(lab.view().replay).toBeUndefined();
		expect(last(lab.view())).toBe('5m passed.');
	});

	it('steps from change to change and comes back after the last', () => {
		const lab = open();
		lab.tick(5000);
		lab.submit('kubectl scale deployment web --replicas=4');
		lab.tick(7000);
		lab.submit('kubectl scale deployment web --replicas=3');
		lab.tick(60_000);
		const {time, journal} = lab.view();
		const times = new Set(journal.changes.map(({atMs}) => atMs - (time.nowMs - time.elapsedMs)));
		const changes = [...times].filter(atMs => atMs >= 0);
		expect(changes.length).toBeGreaterThan(3);
		for (const atMs of changes.toReversed()) {
			lab.replayStep(-1);
			expect(lab.view().replay?.atMs).toBe(atMs);
		}
		expect(replicas(lab.view())).toBe(4);
		lab.replayStep(-1);
		expect([lab.view().replay?.atMs, replicas(lab.view())]).toEqual([0, 2]);
		lab.replayStep(-1);
		expect(lab.view().replay?.atMs).toBe(0);
		lab.replayStep(2);
		expect(lab.view().replay?.atMs).toBe(changes[1]);
		lab.replayStep(10_000);
		expect(lab.view().replay).toBeUndefined();
		lab.replayStep(1);
		expect(lab.view().replay).toBeUndefined();
	});

	it('lets the clock rest, and ends with whatever is typed', () => {
		const lab = open();
		lab.submit('kubectl scale deployment web --replicas=4');
		lab.tick(30_000);
		const {view} = {view: lab.view()};
		lab.replayAt(10);
		lab.tick(5000);
		expect([lab.elapsedMs, lab.view().replay?.atMs]).toEqual([30_000, 10]);
		expect(lab.liveView()).toBe(view);
		lab.press({text: 'x'});
		expect([lab.view().replay, lab.view().prompt.text]).toEqual([undefined, 'x']);
		lab.replayAt(10);
		lab.undo();
		expect([lab.view().replay, replicas(lab.view())]).toEqual([undefined, 2]);
	});

	it('is asked for at the prompt', () => {
		const lab = open();
		lab.tick(90_000);
		const say = (line: string) => {
			lab.submit(line);
			return lab.view().replay?.atMs ?? last(lab.view());
		};
		expect(say('replay 1m')).toBe(60_000);
		expect(say('replay -10s')).toBe(80_000);
		expect(say('replay end')).toBe('$ replay end');
		expect(say('replay back')).toBeTypeOf('number');
		expect(say('replay 2m')).toBe('The session is 1m30s old: nothing is later than that.');
		expect(say('replay')).toBe('usage: replay TIME (such as 1m30s, or -30s from now), replay back, replay end');
		expect(lab.inputs).toEqual([]);
	});
});

it('goes to the next change while the clock is stopped, and leaves it stopped', () => {
	const lab = open();
	lab.submit('kubectl scale deployment web --replicas=3');
	lab.togglePause();
	lab.tick(60_000);
	expect(lab.elapsedMs).toBe(0);
	const {clusterVersion} = lab.view();
	lab.advanceToNext();
	expect(lab.elapsedMs).toBeGreaterThan(0);
	expect(lab.view().clusterVersion).toBeGreaterThan(clusterVersion);
	expect(lab.view().time.paused).toBe(true);
});
