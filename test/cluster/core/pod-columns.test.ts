import {describe, expect, it} from 'vitest';
import {podStatus} from '../../../src/cluster/core/pod-columns.ts';
import type {Pod} from '../../../src/cluster/objects.ts';

const running = {state: {running: {}}, ready: true, started: true, restartCount: 0};
const waiting = (reason: string) => ({state: {waiting: {reason}}, ready: false, restartCount: 0});
const ended = (exitCode: number, reason?: string, restartCount = 0) => ({
	state: {terminated: {exitCode, ...(reason && {reason})}},
	ready: false,
	restartCount,
});
const lastEnd = (finishedAt: string) => ({lastState: {terminated: {exitCode: 1, finishedAt}}});
const INITIALIZED = [{type: 'Initialized', status: 'True'}];

/** `STATUS ready/total restarts` of a Pod with an init container, a sidecar and two containers, as far as statuses are given. */
function shown(status: object, metadata: object = {}): string {
	const pod = {
		metadata,
		spec: {
			initContainers: [{name: 'init'}, {name: 'side', restartPolicy: 'Always'}],
			containers: [{name: 'a'}, {name: 'b'}],
		},
		status,
	} as unknown as Pod;
	const {status: text, ready, total, restarts} = podStatus(pod);
	return `${text} ${ready}/${total} ${restarts}`;
}

const init = (first: object, second: object = waiting('PodInitializing')) => [
	{name: 'init', ...first},
	{name: 'side', ...second},
];
const main = (a: object, b: object) => [
	{name: 'a', ...a},
	{name: 'b', ...b},
];

describe('what kubectl get pods shows', () => {
	it.each<[object, string]>([
		[{phase: 'Pending'}, 'Pending 0/3 0'],
		[{phase: 'Pending', conditions: [{type: 'PodScheduled', reason: 'SchedulingGated'}]}, 'SchedulingGated 0/3 0'],
		[{phase: 'Failed', reason: 'Evicted'}, 'Evicted 0/3 0'],
		[{phase: 'Pending', initContainerStatuses: init(waiting('PodInitializing'))}, 'Init:0/2 0/3 0'],
		[{phase: 'Pending', initContainerStatuses: init(waiting('ErrImagePull'))}, 'Init:ErrImagePull 0/3 0'],
		[{phase: 'Pending', initContainerStatuses: init(ended(1, 'Error', 2))}, 'Init:Error 0/3 2'],
		[
			{phase: 'Pending', initContainerStatuses: init({...ended(3), state: {terminated: {exitCode: 3}}})},
			'Init:ExitCode:3 0/3 0',
		],
		[{phase: 'Pending', initContainerStatuses: init(ended(0), waiting('PodInitializing'))}, 'Init:1/2 0/3 0'],
		[
			{
				phase: 'Pending',
				initContainerStatuses: init(ended(0), running),
				containerStatuses: main(waiting('ContainerCreating'), waiting('ContainerCreating')),
			},
			'ContainerCreating 1/3 0',
		],
		[
			{
				phase: 'Running',
				conditions: INITIALIZED,
				initContainerStatuses: init({...ended(0), restartCount: 5}, {...running, restartCount: 2}),
				containerStatuses: main(running, {...running, restartCount: 1}),
			},
			'Running 3/3 3',
		],
		[
			{phase: 'Running', conditions: INITIALIZED, containerStatuses: main(running, waiting('CrashLoopBackOff'))},
			'CrashLoopBackOff 1/3 0',
		],
		[
			{
				phase: 'Running',
				conditions: [...INITIALIZED, {type: 'Ready', status: 'False'}],
				containerStatuses: main(ended(0, 'Completed'), running),
			},
			'NotReady 1/3 0',
		],
		[
			{
				phase: 'Running',
				containerStatuses: main({...ended(137), state: {terminated: {exitCode: 137, signal: 9}}}, running),
			},
			'Signal:9 1/3 0',
		],
		[{phase: 'Succeeded', containerStatuses: main(ended(0, 'Completed'), ended(0, 'Completed'))}, 'Completed 0/3 0'],
	])('%j is %s', (status, text) => {
		expect(shown(status)).toBe(text);
	});

	it('shows the end of a Pod that is being deleted, unless it has ended or its node is lost', () => {
		const deleted = {deletionTimestamp: '2026-01-01T00:00:00Z'};
		expect(shown({phase: 'Running', containerStatuses: main(running, running)}, deleted)).toBe('Terminating 2/3 0');
		expect(shown({phase: 'Succeeded'}, deleted)).toBe('Succeeded 0/3 0');
		expect(shown({phase: 'Running', reason: 'NodeLost'}, deleted)).toBe('Unknown 0/3 0');
	});

	it('tells when the last restart was', () => {
		const containerStatuses = main(
			{...running, restartCount: 1, ...lastEnd('2026-01-01T00:00:05Z')},
			{...running, restartCount: 1, ...lastEnd('2026-01-01T00:00:09Z')},
		);
		const pod = {metadata: {}, spec: {containers: [{}, {}]}, status: {phase: 'Running', containerStatuses}};
		expect(podStatus(pod as unknown as Pod)).toMatchObject({restarts: 2, lastRestart: '2026-01-01T00:00:09Z'});
	});
});
