import {join} from 'node:path';
import fc from 'fast-check';
import {beforeAll, describe, expect, it} from 'vitest';
import {allKinds} from '../../src/cluster/kinds.ts';
import {playScript} from '../../src/lab/play.ts';
import {createLab, type Lab} from '../../src/lab.ts';
import type {LabView} from '../../src/lab-view.ts';
import type {Lesson} from '../../src/lessons/format.ts';
import {loadLesson} from '../../src/lessons/loader.ts';

let lesson: Lesson;
beforeAll(async () => {
	lesson = await loadLesson(join(import.meta.dirname, '../fixtures/lessons'), 'basics/scale', ['en', 'zh-CN']);
});

const open = () => createLab({lesson, chapterTitle: 'Basics', seed: 3, locale: 'en'});
const texts = (lab: Lab, kind?: string) =>
	lab
		.view()
		.scrollback.filter(line => kind === undefined || line.kind === kind)
		.map(line => line.text);
const goal = (lab: Lab, id: string) => lab.view().lesson!.goals.find(each => each.id === id)!;
const replicas = (lab: Lab) => lab.view().store.get('Deployment', 'default/web')?.spec.replicas;

// Everything that two equal sessions have in common, byte for byte.
function stateOf(lab: Lab): string {
	const {store, scrollback, lesson: view, time} = lab.view();
	return JSON.stringify([
		allKinds().map(({kind}) => store.list(kind)),
		scrollback.map(line => line.text),
		view,
		time.elapsedMs,
		lab.inputs,
	]);
}

describe('a lesson', () => {
	it('begins with the world that its hidden lines built', () => {
		const lab = open();
		const {lesson: view, time, scrollback} = lab.view();
		expect(view).toMatchObject({
			id: 'basics/scale',
			title: 'Three instead of two',
			chapterTitle: 'Basics',
			stepIndex: 0,
			story: 'The shop needs one Pod more.',
			hintsLeft: 3,
		});
		expect(time.elapsedMs).toBe(0);
		expect(scrollback).toEqual([]);
		expect(replicas(lab)).toBe(2);
		expect(view?.goals.map(({id, met}) => ({id, met}))).toEqual([
			{id: 'replicas', met: false},
			{id: 'available', met: true},
			{id: 'listed', met: false},
			{id: 'how-many', met: false},
		]);
		lab.submit('ls; ls setup');
		expect(lab.failures).toEqual([]);
		expect(texts(lab)).not.toContain('setup');
	});

	it('says what is wanted and what is there, and waits for a hold', () => {
		const lab = open();
		expect(goal(lab, 'replicas').details).toEqual([{subject: 'readyReplicas', want: '3', have: '2'}]);
		lab.submit('k scale deploy/web --replicas 3');
		lab.advance(5_000);
		expect(goal(lab, 'replicas')).toMatchObject({met: false, details: [], holdLeftMs: 6_000});
		lab.advance(20_000);
		expect(goal(lab, 'replicas')).toMatchObject({met: true, details: []});
		expect(goal(lab, 'replicas').holdLeftMs).toBeUndefined();
	});

	it('breaks a throughout goal for good, until undo', () => {
		const lab = open();
		lab.submit('kubectl scale deployment web --replicas=0');
		lab.advance(10_000);
		lab.submit('kubectl scale deployment web --replicas=3');
		lab.advance(60_000);
		expect(goal(lab, 'available')).toMatchObject({
			met: false,
			broken: true,
			details: [{subject: 'availableReplicas', want: 'at least 2', have: '0 at 00:00:00'}],
		});
		lab.undo();
		lab.undo();
		expect(goal(lab, 'available')).toMatchObject({met: true, broken: false});
		expect(replicas(lab)).toBe(2);
	});

	it('takes any spelling of a command, and only what worked', () => {
		for (const line of [
			'k get -owide po',
			'kubectl get pod --output=wide -A',
			'for i in 1; do kubectl get pods -o wide; done',
			'kubectl get deploy,pods -o wide | true',
		]) {
			const lab = open();
			lab.submit(line);
			expect(goal(lab, 'listed').met, line).toBe(true);
		}
		const lab = open();
		lab.submit('kubectl get pods');
		expect(goal(lab, 'listed').details).toEqual([]);
		lab.submit('kubectl get pods -o wide -l =');
		expect(goal(lab, 'listed').details[0]?.have).toBe('one that ended with exit code 1');
	});

	it('checks answers, predictions and hints', () => {
		const lab = open();
		lab.submit('answer 7');
		expect(goal(lab, 'how-many').details[0]).toEqual({subject: 'answer', want: 'the right one', have: '7'});
		lab.submit('answer 2');
		expect(goal(lab, 'how-many').met).toBe(true);
		lab.submit('answer 2');
		expect(texts(lab, 'note')).toEqual([
			'Not quite. Look again.',
			'Right.',
			'Nothing asks for an answer at the moment.',
		]);
		const other = open();
		other.submit('answer $(kubectl get pods -o name | wc -l)');
		expect(goal(other, 'how-many').met).toBe(true);
		expect(texts(other).at(-1)).toBe('Right.');
		lab.submit('a');
		lab.submit('predict b');
		expect(lab.view().lesson?.prediction).toMatchObject({chosen: 'a'});
		for (let i = 0; i < 4; i++) lab.hint();
		expect(lab.view().lesson).toMatchObject({
			hints: ['One', 'Two', '`kubectl scale deployment web --replicas=3`'],
			hintsLeft: 0,
		});
	});

	it('remarks on a typical mistake, until something else is done', () => {
		const lab = open();
		lab.submit('kubectl delete pod -l app=web --wait=false');
		expect(lab.view().lesson?.remark).toBe('Deleting is not scaling.');
		lab.submit('kubectl get pods');
		expect(lab.view().lesson?.remark).toBeUndefined();
		const other = open();
		other.submit('kubectl delete pod -l app=web --wait=false');
		other.submit('answer 7');
		expect(other.view().lesson?.remark).toBeUndefined();
	});

	it('drops a remark as soon as it is no longer true', () => {
		const lab = open();
		lab.submit('kubectl scale deployment web --replicas=1; sleep 5; kubectl scale deployment web --replicas=2');
		expect(lab.view().lesson?.remark).toBe('More, not fewer.');
		lab.advance(4_000);
		expect(lab.view().lesson?.remark).toBe('More, not fewer.');
		lab.advance(2_000);
		expect(lab.view().lesson?.remark).toBeUndefined();
	});

	it('skips a step without counting it as solved, and shows the lines of the open one', () => {
		const lab = open();
		lab.submit('solution');
		lab.submit('solution');
		expect(texts(lab, 'note').slice(-5)).toEqual([
			'One way to solve this step:',
			'# Scale, look, answer.',
			'kubectl scale deployment web --replicas=3',
			'kubectl get pods -o wide',
			'answer 3',
		]);
		lab.submit('skip');
		expect(texts(lab, 'note').at(-1)).toMatch(/^Skipped: One more\./);
		expect(lab.view().lesson).toMatchObject({stepIndex: 1, steps: [{solved: false}, {solved: false}]});
		lab.undo();
		expect(lab.view().lesson?.stepIndex).toBe(0);
		lab.redo();
		lab.submit('kubectl delete deploy/web cm/setup-was-here');
		lab.advance(60_000);
		lab.next();
		expect(lab.view().lesson).toMatchObject({stepIndex: 2, steps: [{solved: false}, {solved: true}]});
		expect(lab.isSolved()).toBe(false);
	});

	it('explains a solved step, goes on with Enter, and ends with the debrief', () => {
		const lab = open();
		lab.submit('predict a');
		lab.submit('kubectl scale deployment web --replicas=3');
		lab.submit('kubectl get pods -o wide');
		lab.submit('next');
		expect(texts(lab, 'note').at(-1)).toMatch(/^This step is not solved yet/);
		lab.advance(3_000);
		lab.submit('answer 3');
		lab.advance(20_000);
		expect(lab.view().lesson).toMatchObject({
			stepIndex: 0,
			explanation: 'The ReplicaSet made one more.',
			prediction: {chosen: 'a', outcome: {correct: 'b', text: 'They stay.'}},
		});
		lab.submit('');
		expect(lab.view().lesson).toMatchObject({stepIndex: 1, text: 'Delete all of it.'});
		expect(lab.view().store.get('ConfigMap', 'default/setup-was-here')).toBeDefined();
		expect(goal(lab, 'no-pods').details).toEqual([{subject: '', want: '0', have: '3'}]);
		lab.submit('kubectl delete deploy/web cm/setup-was-here');
		lab.advance(60_000);
		expect(lab.isSolved()).toBe(true);
		lab.next();
		expect(lab.view().lesson).toMatchObject({
			stepIndex: 2,
			debrief: expect.stringMatching(/^Well/),
			summary: {commands: 3, hintsUsed: 0},
		});
	});

	it('is solved by its routes in every language, and not by its near misses', () => {
		for (const [name, script] of lesson.routes)
			for (const locale of ['en', 'zh-CN'] as const) {
				const lab = createLab({lesson, seed: 5, locale});
				playScript(lab, script);
				expect(lab.isSolved(), `${name} ${locale}`).toBe(!name.startsWith('not-'));
			}
	});
});

describe('the prompt', () => {
	it('runs a blocking command in virtual time and keeps what is typed meanwhile', () => {
		const lab = createLab({seed: 1, locale: 'en'});
		lab.submit('kubectl run web --image=nginx');
		lab.submit('kubectl wait --for=condition=Ready pod/web --timeout=60s');
		expect(lab.view().prompt).toMatchObject({prefix: '', busy: true});
		lab.submit('kubectl get pod web -o name');
		expect(texts(lab).at(-1)).toBe('$ kubectl wait --for=condition=Ready pod/web --timeout=60s');
		lab.tick(30_000);
		expect(texts(lab).slice(-3)).toEqual(['pod/web condition met', '$ kubectl get pod web -o name', 'pod/web']);
		expect(lab.view().prompt).toMatchObject({prefix: '$ ', busy: false});
	});

	it('interrupts', () => {
		const lab = createLab({seed: 1, locale: 'en'});
		lab.submit('kubectl get pods -w');
		lab.submit('kubectl get nodes');
		lab.interrupt();
		expect(texts(lab)).toEqual(['$ kubectl get pods -w', '^C']);
		expect(lab.view().prompt.busy).toBe(false);
	});

	it('asks for the rest of an open line', () => {
		const lab = createLab({seed: 1, locale: 'en'});
		lab.submit('kubectl get nodes \\');
		expect(lab.view().prompt.prefix).toBe('> ');
		lab.submit('-o name |');
		lab.submit('cat');
		expect(texts(lab)).toEqual([
			'$ kubectl get nodes \\',
			'> -o name |',
			'> cat',
			'node/control-plane',
			'node/worker-1',
			'node/worker-2',
		]);
	});

	it('obeys the words of the lab, also while a command runs', () => {
		const lab = createLab({seed: 1, locale: 'en'});
		lab.submit('kubectl get pods -w');
		lab.submit('speed 20');
		expect(lab.view().time).toMatchObject({speed: 20, paused: false});
		lab.submit('pause');
		lab.tick(10_000);
		expect(lab.elapsedMs).toBe(0);
		lab.submit('resume');
		lab.tick(100);
		expect(lab.elapsedMs).toBe(2_000);
		lab.submit('advance 1h');
		expect(lab.elapsedMs).toBe(3_602_000);
		lab.submit('quit');
		expect(lab.view().request).toEqual({kind: 'quit'});
		lab.requestDone();
		expect(lab.view().request).toBeUndefined();
		expect(lab.inputs.map(each => each.input)).toEqual([
			{kind: 'line', text: 'kubectl get pods -w'},
			{kind: 'line', text: 'advance 1h'},
		]);
	});

	it('finds nothing to undo in lines that changed nothing, the first one included', () => {
		const lab = createLab({seed: 1, locale: 'en', files: new Map([['a.txt', 'one\n']])});
		for (const line of ['kubctl get pods', 'cat a.txt', 'kubectl get pods']) lab.submit(line);
		lab.undo();
		expect(texts(lab, 'note').at(-1)).toBe('There is nothing to undo.');
		expect(texts(lab, 'input')).toHaveLength(3);
	});

	it('moves to the next change', () => {
		const lab = createLab({seed: 1, locale: 'en'});
		lab.submit('kubectl create cronjob tick --image=busybox --schedule="0 12 * * *" -- true');
		lab.runUntilQuiet(60_000);
		lab.submit('advance next');
		expect(lab.view().store.list('Job')).toHaveLength(1);
	});

	it('finds no change in Events that expire', () => {
		const lab = createLab({seed: 1, locale: 'en'});
		lab.submit('kubectl run web --image=nginx');
		lab.runUntilQuiet(60_000);
		expect(lab.view().store.count('Event')).toBeGreaterThan(0);
		lab.submit('advance next');
		const {elapsedMs} = lab;
		lab.submit('advance next');
		expect(texts(lab, 'note').at(-1)).toBe('Nothing is going to change by itself.');
		expect(texts(lab, 'input').slice(-2)).toEqual(['$ advance next', '$ advance next']);
		expect(lab.elapsedMs).toBe(elapsedMs);
	});

	it('leaves the clock where it is when probes go on for ever and nothing else comes', () => {
		const pod = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: 'nginx:1.27', readinessProbe: {tcpSocket: {port: 80}}}]}
`;
		const lab = createLab({seed: 1, locale: 'en', files: new Map([['web.yaml', pod]])});
		lab.submit('kubectl apply -f web.yaml');
		lab.runUntilQuiet(60_000);
		const {elapsedMs} = lab;
		lab.advanceToNext();
		expect(texts(lab, 'note').at(-1)).toMatch(/^Nothing changes by itself within 3d\d+h/);
		expect(lab.elapsedMs).toBe(elapsedMs);
	});

	it("opens a file in the learner's editor", () => {
		const lab = createLab({seed: 1, locale: 'en', files: new Map([['a.txt', 'one\n']])});
		lab.submit('vi a.txt');
		expect(lab.view().request).toEqual({kind: 'edit', name: 'a.txt', text: 'one\n'});
		lab.edited('two\n');
		lab.submit('nano nowhere/b.txt');
		lab.edited('three\n');
		lab.submit('vi a.txt');
		lab.edited(undefined);
		lab.submit('cat a.txt');
		expect(texts(lab)).toEqual([
			'$ vi a.txt',
			'$ nano nowhere/b.txt',
			'nano: nowhere/b.txt: No such file or directory',
			'$ vi a.txt',
			'vi: a.txt was left unchanged',
			'$ cat a.txt',
			'two',
		]);
	});

	it('shows every line only once to who looks, and nothing new when nothing happened', () => {
		const lab = open();
		const views: LabView[] = [];
		lab.subscribe(() => views.push(lab.view()));
		lab.tick(10);
		expect(views).toEqual([]);
		const before = lab.view();
		lab.submit('kubectl get nodes');
		expect(lab.view().scrollback).not.toBe(before.scrollback);
		expect(lab.view().lesson).toBe(before.lesson);
		expect(lab.view().time).toBe(before.time);
	});
});

describe('undo', () => {
	it('takes back the last input that changed something, and redo does it again', () => {
		const lab = open();
		lab.submit('kubectl scale deployment web --replicas=3');
		lab.advance(20_000);
		lab.submit('kubectl scale deployment web --replicas=5');
		lab.submit('kubectl get pods');
		lab.hint();
		lab.undo();
		expect(replicas(lab)).toBe(3);
		expect(lab.elapsedMs).toBe(20_000);
		expect(lab.view().lesson?.hints).toHaveLength(1);
		expect(texts(lab, 'note').at(-1)).toBe('Undone: kubectl scale deployment web --replicas=5');
		lab.undo();
		expect(replicas(lab)).toBe(2);
		lab.undo();
		expect(texts(lab, 'note').at(-1)).toBe('There is nothing to undo.');
		lab.redo();
		lab.redo();
		expect(replicas(lab)).toBe(5);
		lab.reset();
		expect(replicas(lab)).toBe(2);
		expect(lab.inputs).toEqual([]);
		lab.redo();
		expect(replicas(lab)).toBe(5);
	});

	it('finds a change that a command made long after it was typed', () => {
		const lab = open();
		lab.submit(
			'kubectl rollout status deployment/web --watch=false; kubectl wait --for=delete pod/none; kubectl wait --for=jsonpath={.spec.replicas}=3 deployment/web --timeout=20s; kubectl delete deployment web --wait=false',
		);
		lab.advance(30_000);
		expect(replicas(lab)).toBeUndefined();
		lab.submit('kubectl get pods');
		lab.undo();
		expect(replicas(lab)).toBe(2);
		expect(lab.inputs).toEqual([]);
	});
});

describe('the input log', () => {
	const action = fc.oneof(
		fc
			.constantFrom(
				'kubectl scale deployment web --replicas=4',
				'kubectl delete pod -l app=web --wait=false',
				'kubectl get pods -w',
				'kubectl rollout restart deployment web',
				'kubectl rollout status deployment web',
				'kubectl set image deployment web web=nginx:1.161',
				'kubectl run extra --image=busybox --restart=Never',
				'kubectl delete deployment web',
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
	const actions = fc.array(action, {maxLength: 12});

	it('replayed gives the same state, however time was cut', () => {
		fc.assert(
			fc.property(actions, list => {
				const lab = open();
				for (const act of list) act(lab);
				const again = createLab({
					lesson,
					chapterTitle: 'Basics',
					seed: 3,
					locale: 'en',
					inputs: JSON.parse(JSON.stringify(lab.inputs)),
					elapsedMs: lab.elapsedMs,
				});
				expect(stateOf(again)).toBe(stateOf(lab));
			}),
			{numRuns: 40},
		);
	});

	it('after undo and the same input again is the same', () => {
		fc.assert(
			fc.property(actions, list => {
				const lab = open();
				for (const act of list) act(lab);
				lab.interrupt();
				const [before, beforeInputs] = [lab.elapsedMs, lab.inputs.length];
				lab.submit('kubectl annotate node worker-1 undone=no --overwrite');
				const wanted = JSON.stringify(lab.view().store.list('Pod'));
				expect(lab.inputs).toHaveLength(beforeInputs + 1);
				lab.undo();
				expect([lab.elapsedMs, lab.inputs.length]).toEqual([before, beforeInputs]);
				lab.submit('kubectl annotate node worker-1 undone=no --overwrite');
				expect(JSON.stringify(lab.view().store.list('Pod'))).toBe(wanted);
			}),
			{numRuns: 30},
		);
	});
});
