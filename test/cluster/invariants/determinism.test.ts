import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Cluster, createCluster} from '../../../src/cluster/cluster.ts';
import {allKinds} from '../../../src/cluster/kinds.ts';
import {LearnerShell} from '../../../src/lab/learner-shell.ts';
import {runToEnd} from '../../../src/lab/run-to-end.ts';
import {tries} from './watched-cluster.ts';

const STATEFUL_SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 2
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      terminationGracePeriodSeconds: 5
      containers:
      - name: db
        image: nginx:1.25
        readinessProbe: {httpGet: {port: 80, path: /}, initialDelaySeconds: 3, periodSeconds: 4}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;

/** What a learner types, and what befalls the nodes meanwhile. */
const LINES = [
	'kubectl create deployment web --image=nginx:1.25 --replicas=4',
	'kubectl create deployment web --image=nginx:1.25 --replicas=4',
	'kubectl set image deployment/web nginx=nginx:1.26',
	'kubectl set image deployment/web nginx=nginx:nope',
	'kubectl rollout undo deployment/web',
	'kubectl rollout status deployment/web --timeout=30s',
	'kubectl scale deployment web --replicas=7',
	'kubectl expose deployment web --port=80',
	'kubectl apply -f db.yaml',
	'kubectl scale statefulset db --replicas=1',
	'kubectl delete statefulset db --cascade=orphan',
	`kubectl create job dice --image=busybox -- sh -c 'sleep $((RANDOM % 9)); exit $((RANDOM % 2))'`,
	'kubectl create cronjob tick --image=busybox --schedule="* * * * *" -- date',
	`kubectl run crash --image=busybox -- sh -c 'echo $RANDOM; sleep 7; exit 1'`,
	'kubectl logs crash --tail=3',
	'kubectl delete pod -l app=web --wait=false',
	'kubectl autoscale deployment web --min=2 --max=6 --cpu=50%',
	'kubectl drain worker-1 --ignore-daemonsets --force --timeout=20s',
	'kubectl uncordon worker-1',
	'kubectl taint node worker-2 a=b:NoExecute',
	'kubectl taint node worker-2 a-',
	'kubectl wait --for=condition=Available deployment/web --timeout=20s',
	'kubectl get pods -o wide; kubectl get events',
	'for i in 1 2 3; do kubectl get deploy; sleep 2; done',
	'kubectl exec deploy/web -- hostname',
	'curl -s http://web | head -n 3',
	'node fail worker-2',
	'node heal worker-2',
	'node add worker-3',
	'load web 80',
];
const scripts = fc.array(
	fc.record({
		line: fc.constantFrom(...LINES),
		seconds: fc.oneof(fc.integer({min: 0, max: 15}), fc.integer({min: 60, max: 120})),
	}),
	{minLength: 3, maxLength: 12},
);
type Script = readonly {readonly line: string; readonly seconds: number}[];

test('a seed and a script make the same cluster, the same events and the same outputs, byte for byte', () => {
	fc.assert(
		fc.property(fc.nat(), scripts, (seed, script) => {
			expect(play(seed, script, inOneGo)).toBe(play(seed, script, inOneGo));
		}),
		tries(25),
	);
});

test('it makes no difference in which pieces time passes', () => {
	fc.assert(
		fc.property(
			fc.nat(),
			scripts,
			fc.array(fc.integer({min: 1, max: 3000}), {minLength: 1, maxLength: 5}),
			(seed, script, pieces) => {
				const whole = play(seed, script, inOneGo);
				expect(play(seed, script, secondBySecond)).toBe(whole);
				expect(play(seed, script, (cluster, ms) => inPieces(cluster, ms, pieces))).toBe(whole);
			},
		),
		tries(20),
	);
});

// Plays a script in a fresh cluster: everything that can be seen of it afterwards, as text.
function play(seed: number, script: Script, pass: (cluster: Cluster, durationMs: number) => void): string {
	const cluster = createCluster({seed});
	const history: unknown[] = [];
	cluster.store.watch('*', ({type, object, version}) => history.push([cluster.clock.now(), type, version, object]));
	const shell = new LearnerShell(cluster, new Map([['db.yaml', STATEFUL_SET]]));
	const outputs = script.map(({line, seconds}) => {
		const output = runToEnd(cluster, shell.startHidden(line), 60_000);
		pass(cluster, seconds * 1000);
		return output;
	});
	expect(cluster.failures).toEqual([]);
	const objects = allKinds().map(({kind}) => cluster.store.list(kind));
	return JSON.stringify({outputs, objects, history, decisions: cluster.journal.decisions}, undefined, 1);
}

function inOneGo(cluster: Cluster, durationMs: number): void {
	cluster.advance(durationMs);
}

function secondBySecond(cluster: Cluster, durationMs: number): void {
	for (let ms = 0; ms < durationMs; ms += 1000) cluster.advance(1000);
}

// Time passes in pieces of these lengths, over and over.
function inPieces(cluster: Cluster, durationMs: number, pieces: readonly number[]): void {
	for (let left = durationMs, index = 0; left > 0; index++) {
		const piece = Math.min(left, pieces[index % pieces.length]!);
		cluster.advance(piece);
		left -= piece;
	}
}
