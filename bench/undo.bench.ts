import {resolve} from 'node:path';
import {createLab, type Lab} from '../src/lab.ts';
import {loadLesson} from '../src/lessons/loader.ts';
import {cpuMs, type Measurement, median} from './measurement.ts';

const INPUTS = 200;
const HOUR_MS = 3_600_000;
const LINES = [
	'kubectl get pods',
	'kubectl scale statefulset web --replicas=4',
	'kubectl get pods -l app=web -o wide',
	'kubectl delete pod web-1 --wait=false',
	'kubectl describe pod web-0 | head -20',
	'kubectl scale statefulset web --replicas=3',
	'kubectl get statefulset,pvc',
	'kubectl get events | tail -5',
];

/** Time to take back the last of many inputs, which replays all the others. */
export async function measure(): Promise<Measurement[]> {
	const lesson = await loadLesson(resolve('lessons'), 'statefulset/identity', ['en']);
	const value = median(
		Array.from({length: 5}, () => undoMs(createLab({lesson, chapterTitle: '', seed: 1, locale: 'en'}))),
	);
	return [{name: 'undo-ms', value, unit: 'ms', budget: 150}];
}

function undoMs(lab: Lab): number {
	for (let index = 0; index < INPUTS; index++) {
		lab.submit(index === 0 ? 'kubectl apply -f web.yaml' : LINES[index % LINES.length]!);
		lab.advance(HOUR_MS / INPUTS);
	}
	const web = lab.view().store.get('StatefulSet', 'default/web');
	if (!web?.status.readyReplicas || lab.inputs.length !== INPUTS) throw new Error('the inputs did not do their work');
	const spentMs = cpuMs(() => lab.submit('undo'));
	if (lab.inputs.length >= INPUTS) throw new Error('nothing was undone');
	return spentMs;
}
