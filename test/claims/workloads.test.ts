import {describe, expect, it} from 'vitest';
import {manifest, Trial} from './terminal.ts';

const selector = (name: string) => `selector: {matchLabels: {app: ${name}}}`;

describe('Deployments: what tutorials claim, and what happens', () => {
	it('does not roll back by itself: it reports ProgressDeadlineExceeded and waits', () => {
		const trial = new Trial({
			'web.yaml': manifest('Deployment', 'web', `replicas: 2\nprogressDeadlineSeconds: 30\n${selector('web')}`),
		});
		trial.run('kubectl apply -f web.yaml', 'kubectl set image deployment/web main=nginx:1.161');
		trial.advance(120);
		expect(
			trial.run(
				`kubectl get deployment web -o jsonpath='{.status.conditions[?(@.type=="Progressing")].status} {.status.conditions[?(@.type=="Progressing")].reason}'`,
			),
		).toBe('False ProgressDeadlineExceeded');
		trial.advance(3600);
		expect(trial.run('kubectl get deployment web -o jsonpath={.spec.template.spec.containers[0].image}')).toBe(
			'nginx:1.161',
		);
		expect(trial.run('kubectl rollout undo deployment/web')).toBe('deployment.apps/web rolled back');
	});

	it('waits for Ready for minReadySeconds, not only for Running', () => {
		const trial = new Trial({
			'web.yaml': manifest('Deployment', 'web', `replicas: 1\nminReadySeconds: 60\n${selector('web')}`),
		});
		trial.run('kubectl apply -f web.yaml');
		const state = "kubectl get deployment web -o jsonpath='{.status.readyReplicas}/{.status.availableReplicas}'";
		expect(trial.run(state)).toBe('1/');
		trial.advance(60);
		expect(trial.run(state)).toBe('1/1');
	});

	it('refuses a patch to Recreate while rollingUpdate is set', () => {
		const trial = new Trial();
		trial.run('kubectl create deployment x --image=nginx:1.27');
		expect(trial.run(`kubectl patch deployment x -p '{"spec":{"strategy":{"type":"Recreate"}}}'`)).toBe(
			'The Deployment "x" is invalid: spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is \'Recreate\'',
		);
		expect(
			trial.run(`kubectl patch deployment x -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'`),
		).toBe('deployment.apps/x patched');
	});

	it('takes its Pods with it when it is deleted, and leaves them with --cascade=orphan', () => {
		const trial = new Trial();
		trial.run('kubectl create deployment a --image=nginx:1.27', 'kubectl create deployment b --image=nginx:1.27');
		trial.run('kubectl delete deployment a', 'kubectl delete deployment b --cascade=orphan');
		expect(trial.run('kubectl get pods -o custom-columns=APP:.metadata.labels.app')).toBe('APP\nb');
	});

	it('keeps ReplicaSets under rs; rc is the ReplicationController', () => {
		const trial = new Trial();
		trial.run('kubectl create deployment web --image=nginx:1.27');
		expect(trial.run('kubectl get rc')).toBe('No resources found in default namespace.');
		expect(trial.run('kubectl get rs -o name')).toMatch(/^replicaset\.apps\/web-[a-z0-9]+$/);
		expect(trial.run('kubectl api-resources | grep -E "^(replicasets|replicationcontrollers) "')).toMatch(
			/^replicasets +rs .*\nreplicationcontrollers +rc |^replicationcontrollers +rc .*\nreplicasets +rs /,
		);
	});
});

describe('StatefulSets', () => {
	const spec = (more = '') => `serviceName: db\nreplicas: 3\n${selector('db')}${more}`;
	const claims = `
volumeClaimTemplates:
- metadata: {name: data}
  spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}`;
	const created = (trial: Trial) =>
		trial.run(
			"kubectl get pods -l app=db --sort-by=.metadata.creationTimestamp -o jsonpath='{.items[*].metadata.name}'",
		);

	it('starts from 0 up and updates from the highest ordinal down', () => {
		const trial = new Trial({'db.yaml': manifest('StatefulSet', 'db', spec())});
		trial.run('kubectl apply -f db.yaml');
		expect(created(trial)).toBe('db-0 db-1 db-2');
		trial.run('kubectl set image sts/db main=nginx:1.28');
		trial.advance(60);
		expect(created(trial)).toBe('db-2 db-1 db-0');
	});

	it('updates ordinals greater than or equal to the partition', () => {
		const trial = new Trial({
			'db.yaml': manifest('StatefulSet', 'db', spec('\nupdateStrategy: {rollingUpdate: {partition: 2}}')),
		});
		trial.run('kubectl apply -f db.yaml', 'kubectl set image sts/db main=nginx:1.28');
		trial.advance(60);
		expect(trial.run("kubectl get pods -o jsonpath='{.items[*].spec.containers[0].image}'")).toBe(
			'nginx:1.27 nginx:1.27 nginx:1.28',
		);
	});

	it('sets no partition with updateStrategy.partition', () => {
		const trial = new Trial({'db.yaml': manifest('StatefulSet', 'db', spec())});
		trial.run('kubectl apply -f db.yaml');
		expect(trial.run(`kubectl patch sts db -p '{"spec":{"updateStrategy":{"partition":2}}}'`)).toBe(
			'Warning: unknown field "spec.updateStrategy.partition"\nstatefulset.apps/db patched (no change)',
		);
		expect(trial.run('kubectl get sts db -o jsonpath={.spec.updateStrategy.rollingUpdate.partition}')).toBe('0');
	});

	it('gives a new Pod the name and the claim of the old one; the address may be another', () => {
		const trial = new Trial({'db.yaml': manifest('StatefulSet', 'db', spec(claims))});
		trial.run('kubectl apply -f db.yaml');
		const state =
			"kubectl get pod db-1 -o jsonpath='{.metadata.name} {.spec.volumes[0].persistentVolumeClaim.claimName} {.status.podIP}'";
		const before = trial.run(state);
		trial.run('kubectl delete pod db-1');
		const after = trial.run(state);
		expect(after.split(' ').slice(0, 2)).toEqual(['db-1', 'data-db-1']);
		expect(after.split(' ')[2]).not.toBe(before.split(' ')[2]);
	});

	it('keeps its claims when it is scaled in or deleted, unless its retention policy says otherwise', () => {
		const policy = '\npersistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Retain}';
		for (const [more, left] of [
			['', 'data-db-0 data-db-1 data-db-2'],
			[policy, 'data-db-0'],
		] as const) {
			const trial = new Trial({'db.yaml': manifest('StatefulSet', 'db', spec(claims + more))});
			trial.run('kubectl apply -f db.yaml', 'kubectl scale sts db --replicas=1', 'kubectl delete sts db');
			expect(trial.run("kubectl get pvc -o jsonpath='{.items[*].metadata.name}'")).toBe(left);
		}
	});

	it('runs as many Pods as replicas says; one on every node is what a DaemonSet does', () => {
		const trial = new Trial({
			'db.yaml': manifest('StatefulSet', 'db', `serviceName: db\n${selector('db')}`),
			'log.yaml': manifest('DaemonSet', 'log', selector('log')),
		});
		trial.run('kubectl apply -f db.yaml -f log.yaml');
		expect(trial.run('kubectl get pods -o custom-columns=:.metadata.labels.app --no-headers')).toBe('db\nlog\nlog');
	});

	it('mounts one claim in all Pods of a Deployment, and one claim each in those of a StatefulSet', () => {
		const trial = new Trial({
			'db.yaml': manifest('StatefulSet', 'db', spec(claims)),
			'shared.yaml':
				'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: shared}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n',
			'web.yaml': `${manifest('Deployment', 'web', `replicas: 2\n${selector('web')}`)}      volumes: [{name: data, persistentVolumeClaim: {claimName: shared}}]\n`,
		});
		trial.run('kubectl apply -f shared.yaml -f web.yaml -f db.yaml');
		const claimsOf = (app: string) =>
			trial.run(
				`kubectl get pods -l app=${app} -o jsonpath='{.items[*].spec.volumes[?(@.name=="data")].persistentVolumeClaim.claimName}'`,
			);
		expect(claimsOf('web')).toBe('shared shared');
		expect(claimsOf('db')).toBe('data-db-0 data-db-1 data-db-2');
	});
});
