import {expect, test} from 'vitest';
import type {Draft} from '../../../src/cluster/objects.ts';
import {Terminal} from './terminal.ts';

function terminalWithDeployment(replicas = 2): Terminal {
	const terminal = new Terminal();
	const draft: Draft<'Deployment'> = {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'web', namespace: 'default'},
		spec: {
			replicas,
			selector: {matchLabels: {app: 'web'}},
			template: {metadata: {labels: {app: 'web'}}, spec: {containers: [{name: 'nginx', image: 'nginx:1.25'}]}},
		},
	};
	terminal.cluster.api.create<'Deployment'>(draft);
	terminal.cluster.settle();
	return terminal;
}

test('status follows a rollout to its end', () => {
	const terminal = terminalWithDeployment();
	const {code, out} = terminal.kubectl('rollout status deployment/web');
	const lines = out.trimEnd().split('\n');
	expect(code).toBe(0);
	expect(lines[0]).toBe('Waiting for deployment "web" rollout to finish: 0 of 2 updated replicas are available...');
	expect(lines.at(-1)).toBe('deployment "web" successfully rolled out');
});

test('history, undo and their refusals', () => {
	const terminal = terminalWithDeployment();
	expect(terminal.kubectl('rollout undo deployment/web').err).toBe(
		'error: no rollout history found for deployment "web"\n',
	);
	terminal.kubectl('annotate deployment/web kubernetes.io/change-cause=first');
	expect(terminal.kubectl('set image deployment/web nginx=nginx:1.26').out).toBe('deployment.apps/web image updated\n');
	expect(terminal.kubectl('set image deployment/web nginx=nginx:1.26')).toEqual({out: '', err: '', code: 0});
	terminal.kubectl('rollout status deployment/web');
	expect(terminal.kubectl('rollout history deployment/web').out).toBe(
		'deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         first\n2         first\n\n',
	);
	expect(terminal.kubectl('rollout undo deployment/web --to-revision=9').err).toBe(
		'error: unable to find specified revision 9 in history\n',
	);
	expect(terminal.kubectl('rollout history deployment/web --revision=9').err).toBe(
		'error: unable to find the specified revision\n',
	);
	expect(terminal.kubectl('rollout undo deployment/web --to-revision=2').out).toBe(
		'deployment.apps/web skipped rollback (current template already matches revision 2)\n',
	);
	expect(terminal.kubectl('rollout undo deployment/web --dry-run=client').out).toMatch(
		/^deployment\.apps\/web Pod Template:\n {2}Labels:\tapp=web\n\tpod-template-hash=\w+\n {2}Containers:\n {3}nginx:\n {4}Image:\tnginx:1\.25\n[\s\S]*\n {2}Tolerations:\t<none>\n \(dry run\)\n$/,
	);
	expect(terminal.kubectl('rollout undo deployment/web').out).toBe('deployment.apps/web rolled back\n');
	expect(terminal.cluster.api.get('Deployment', 'default', 'web').spec.template.spec?.containers[0]?.image).toBe(
		'nginx:1.25',
	);
});

test('a paused Deployment neither restarts nor pauses again', () => {
	const terminal = terminalWithDeployment();
	expect(terminal.kubectl('rollout pause deployment/web').out).toBe('deployment.apps/web paused\n');
	expect(terminal.kubectl('rollout pause deployment/web').err).toBe(
		'error: deployments.apps "web" is already paused\n',
	);
	expect(terminal.kubectl('rollout restart deployment/web').err).toBe(
		'error: deployments.apps "web" can\'t restart paused deployment (run rollout resume first)\n',
	);
	terminal.kubectl('set image deployment/web nginx=nginx:1.26');
	terminal.advance(10);
	expect(terminal.kubectl('rollout status deployment/web --timeout=3s')).toEqual({
		out: 'Waiting for deployment "web" rollout to finish: 0 out of 2 new replicas have been updated...\n',
		err: 'error: timed out waiting for the condition\n',
		code: 1,
	});
	expect(terminal.kubectl('rollout resume deployment/web').out).toBe('deployment.apps/web resumed\n');
	expect(terminal.kubectl('rollout resume deployment/web').err).toBe('error: deployments.apps "web" is not paused\n');
});

test('scale, with and without the expected size', () => {
	const terminal = terminalWithDeployment();
	expect(terminal.kubectl('scale deployment web --replicas=3').out).toBe('deployment.apps/web scaled\n');
	expect(terminal.kubectl('scale deployment web --replicas=1 --current-replicas=2').err).toBe(
		'error: Expected replicas to be 2, was 3\n',
	);
	expect(terminal.cluster.api.get('Deployment', 'default', 'web').spec.replicas).toBe(3);
});

test('environment variables are set, listed and removed', () => {
	const terminal = terminalWithDeployment();
	expect(terminal.kubectl('set env deployment/web MODE=fast PORT=25').out).toBe('deployment.apps/web env updated\n');
	expect(terminal.kubectl('set env deployment/web --list').out).toBe(
		'# Deployment web, container nginx\nMODE=fast\nPORT=25\n',
	);
	terminal.kubectl('set env deployment/web PORT-');
	expect(terminal.kubectl('set env deployment/web --list').out).toBe('# Deployment web, container nginx\nMODE=fast\n');
});

test('autoscale, and the odd message of a duplicate without --cpu', () => {
	const terminal = terminalWithDeployment();
	expect(terminal.kubectl('autoscale deployment web --min=2 --max=6 --cpu=50%').out).toBe(
		'horizontalpodautoscaler.autoscaling/web autoscaled\n',
	);
	expect(terminal.kubectl('autoscale deployment web --max=5').err).toBe(
		'error: failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: empty input\n',
	);
	expect(terminal.kubectl('autoscale deployment web --max=5 --cpu=70%').err).toBe(
		'Error from server (AlreadyExists): horizontalpodautoscalers.autoscaling "web" already exists\n',
	);
});
