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
		return completeKubectl(words, words.length - 1, {
			cluster: session.cluster,
			namespace: 'default',
			contexts: ['kubekata', 'other'],
		});
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
		['config use-context ', ['kubekata', 'other']],
		['get pods --context=o', ['--context=other']],
		['get -o wi', ['wide']],
		['get pods,depl', ['pods,deploy', 'pods,deployment', 'pods,deployments']],
		['get pods -l r', ['run=web', 'run=worker']],
		['delete pod web --cascade=o', ['--cascade=orphan']],
		['delete --dry-run=s', ['--dry-run=server']],
		['logs deployments/', []],
		['logs dep', ['deployments/']],
		['exec pod/web -c ', ['web']],
		['port-forward serv', ['services/']],
		['cp w', ['web:', 'worker:']],
		['help rollo', ['rollout']],
		['set image depl', ['deployments']],
		['set selector ', ['services']],
		['run ', ['--image=']],
		['run web --image=nginx --im', ['--image-pull-policy=']],
		['wait pod/web --for=con', ['--for=condition=']],
		['rollout undo deployments', ['deployments']],
		['top nodes wor', ['worker-1', 'worker-2']],
		['top node worker-', ['worker-1', 'worker-2']],
	])('%s', (line, candidates) => {
		expect(complete(line)).toEqual(candidates);
	});
});
