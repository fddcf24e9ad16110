import {describe, expect, test} from 'vitest';
import {completeKubectl} from '../../src/kubectl/completion.ts';
import {Session} from './session.ts';

describe('completion', () => {
	const session = new Session();
	session.out(
		'kubectl create ns lab; kubectl run web --image=nginx; kubectl run worker --image=nginx; kubectl run far --image=nginx -n lab',
	);
	const complete = (line: string) => {
		const words = line.split(' ');
		return completeKubectl(words, words.length - 1, session.cluster, 'default');
	};

	test.each([
		['ge', ['get']],
		['rollout st', ['status']],
		['get depl', ['deploy', 'deployment', 'deployments']],
		['get pod w', ['web', 'worker']],
		['get pod web w', ['worker']],
		['get pod/we', ['pod/web']],
		['get -n lab pod ', ['far']],
		['get pod -n l', ['lab']],
		['get pod --namespace=l', ['--namespace=lab']],
		['get pods -o ya', ['yaml']],
		['get pods --sho', ['--show-kind', '--show-labels', '--show-managed-fields']],
		['logs w', ['web', 'worker']],
		['logs web -c ', ['web']],
		['scale d', ['deployments']],
		['create se', ['secret', 'service', 'serviceaccount']],
		['delete node worker-', ['worker-1', 'worker-2']],
		['exec web -- l', []],
		['nonsense x', []],
	])('%s', (line, candidates) => {
		expect(complete(line)).toEqual(candidates);
	});
});
