import {join} from 'node:path';
import {beforeAll, expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';
import type {Lesson, WorldCommandName} from '../../src/lessons/format.ts';
import {loadLesson} from '../../src/lessons/loader.ts';

let lesson: Lesson;
beforeAll(async () => {
	lesson = await loadLesson(join(import.meta.dirname, '../fixtures/lessons'), 'basics/scale', ['en', 'zh-CN']);
});

function open(...commands: WorldCommandName[]): Lab {
	const world = {...lesson.world, commands};
	return createLab({lesson: {...lesson, world}, chapterTitle: 'Basics', seed: 3, locale: 'en'});
}

function run(lab: Lab, line: string): string[] {
	const before = lab.view().scrollback.length;
	lab.submit(line);
	lab.advance(3000);
	return lab
		.view()
		.scrollback.slice(before + 1)
		.map(({text}) => text);
}

it('gives the learner only the commands that the lesson names', () => {
	expect(run(open(), 'load web 50')).toEqual(['bash: load: command not found']);
	const lab = open('load');
	expect(run(lab, 'node fail worker-1')).toEqual(['bash: node: command not found']);
	expect(run(lab, 'load web 0')).toEqual(['web: 2 ready Pods use 0% of the CPU requested']);
});

it('says why there is no load', () => {
	const lab = open('load');
	expect(run(lab, 'load shop 50')).toEqual(['load: there is no workload shop']);
	expect(run(lab, 'load web much')).toEqual(['usage: load WORKLOAD PERCENT [NAMESPACE]']);
	expect(run(lab, 'load web 50')).toEqual(['load: the Pods of web request no CPU of which 50% could be used']);
	run(lab, 'kubectl scale deployment web --replicas=0');
	expect(run(lab, 'load web 50')).toEqual(['load: no Pod of web is ready to take it']);
});

it('takes a load back with undo', () => {
	const lab = open('load');
	run(lab, 'kubectl set resources deployment/web --requests=cpu=100m; kubectl rollout status deployment/web');
	lab.advance(60_000);
	expect(run(lab, 'load deployment/web 80%')).toEqual(['web: 2 ready Pods use 80% of the CPU requested']);
	expect(run(lab, 'kubectl top pods --no-headers | grep -c 80m')).toEqual(['2']);
	lab.undo();
	expect(run(lab, 'kubectl top pods')).toEqual(['error: Metrics API not available']);
	expect(run(lab, 'kubectl get deployment web -o jsonpath={..requests.cpu}')).toEqual(['100m']);
});
