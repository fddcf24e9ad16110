import {describe, expect, it} from 'vitest';
import {kubectlShape} from '../../src/lab/command-shape.ts';
import {isLike} from '../../src/lessons/command-run.ts';

const shape = (line: string) => kubectlShape(line.split(' '));

describe('the meaning of a kubectl call', () => {
	it.each([
		['get pods', 'get pod web'],
		['get pods', 'get po'],
		['get pod web', 'get pods/web -o yaml'],
		['get pods -o wide', 'get -owide -l app=web po'],
		['get pods -o wide', 'get pods --output=wide -n default'],
		['get pods -w', 'get po --watch'],
		['get deployment', 'get deploy,rs,po'],
		['get pods -l app=web', 'get pods --selector app=web'],
		['describe pod', 'describe po web-7c9-x2x'],
		['logs web -c log', 'logs pod/web -c=log --tail=3'],
		['logs web -f', 'logs web --follow'],
		['exec web -- ls', 'exec -it pod/web -- ls /tmp'],
		['rollout undo deployment/web', 'rollout undo deploy web --to-revision=2'],
		['set image deployment/web web=nginx:1.27', 'set image deploy web web=nginx:1.27'],
		['scale deployment web --replicas=3', 'scale --replicas 3 deployments.apps/web'],
		['label pod web tier-', 'label pods web a=b tier- --overwrite'],
		['drain worker-1', 'drain node/worker-1 --ignore-daemonsets'],
		['create deployment web', 'create deploy web --image=nginx'],
		['delete pod web', 'delete --now=true pods web'],
	])('%s ⊂ %s', (wanted, given) => {
		expect(isLike(shape(wanted), shape(given))).toBe(true);
	});

	it.each([
		['get pod web', 'get pods'],
		['get pods -o wide', 'get pods'],
		['get pods -o wide', 'get pods -o yaml'],
		['get pods', 'get nodes'],
		['get pods', 'describe pods'],
		['rollout undo deployment/web', 'rollout status deployment/web'],
		['rollout undo deployment/web', 'rollout undo deployment/shop'],
		['set image deployment/web web=nginx:1.27', 'set image deployment/web nginx=nginx:1.27'],
		['logs web -c log', 'logs web -c app'],
		['exec web -- ls', 'exec web -- cat'],
		['get pods -w', 'get pods -x'],
	])('%s ⊄ %s', (wanted, given) => {
		expect(isLike(shape(wanted), shape(given))).toBe(false);
	});
});
