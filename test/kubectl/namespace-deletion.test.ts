import {expect, test} from 'vitest';
import {Session} from './session.ts';

const BACKUP = `apiVersion: v1
kind: ConfigMap
metadata: {name: kept, namespace: lab, finalizers: [example.com/backup]}
`;

function labWith(line: string): Session {
	const session = new Session({'kept.yaml': BACKUP});
	session.out('kubectl create ns lab');
	session.out(line);
	session.cluster.advance(10_000);
	return session;
}

function conditions(session: Session): string[] {
	const path = '{range .status.conditions[*]}{.type}={.status} {.reason}: {.message}{"\\n"}{end}';
	return session.out(`kubectl get ns lab -o jsonpath='${path}'`).split('\n').slice(0, -1);
}

test('nothing happens for five seconds, then Pods go first', () => {
	const session = labWith('kubectl create deployment web --image=nginx -n lab');
	session.out('kubectl delete ns lab --wait=false');
	expect(session.out('kubectl get deploy,pods -n lab -o name')).toMatch(/^deployment.apps\/web\npod\/web-\S+\n$/);
	expect(conditions(session)).toEqual([]);
	session.cluster.advance(6_000);
	expect(session.out('kubectl get deploy,pods -n lab -o name')).toBe('deployment.apps/web\n');
	session.cluster.advance(5_000);
	expect(session.err('kubectl get ns lab')).toContain('namespaces "lab" not found');
});

test('says what is left and who holds it', () => {
	const session = labWith('kubectl apply -f kept.yaml');
	session.out('kubectl delete ns lab --wait=false');
	session.cluster.advance(60_000);
	expect(conditions(session)).toEqual([
		'NamespaceDeletionDiscoveryFailure=False ResourcesDiscovered: All resources successfully discovered',
		'NamespaceDeletionGroupVersionParsingFailure=False ParsedGroupVersions: All legacy kube types successfully parsed',
		'NamespaceDeletionContentFailure=False ContentDeleted: All content successfully deleted, may be waiting on finalization',
		'NamespaceContentRemaining=True SomeResourcesRemain: Some resources are remaining: configmaps. has 1 resource instances',
		'NamespaceFinalizersRemaining=True SomeFinalizersRemain: Some content in the namespace has finalizers remaining: example.com/backup in 1 resource instances',
	]);
	session.out(`kubectl patch cm kept -n lab --type=merge -p '{"metadata":{"finalizers":null}}'`);
	session.cluster.advance(15_000);
	expect(session.err('kubectl get ns lab')).toContain('not found');
});

test('a Pod that is deaf to SIGTERM holds the namespace for its grace period', () => {
	const session = labWith('kubectl run deaf -n lab --image=busybox -- sleep 1000');
	const beganMs = session.cluster.clock.now();
	session.out('kubectl delete ns lab');
	expect(Math.round((session.cluster.clock.now() - beganMs) / 1000)).toBe(42);
});
