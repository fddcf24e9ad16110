import {expect, test} from 'vitest';
import {Terminal} from './terminal.ts';

test('labels: changed, unchanged, removed, and removed although missing', () => {
	const terminal = new Terminal();
	expect(terminal.kubectl('run web --image=nginx:1.27').out).toBe('pod/web created\n');
	expect(terminal.kubectl('label pod web env=test').out).toBe('pod/web labeled\n');
	expect(terminal.kubectl('label pod web env=test').out).toBe('pod/web not labeled\n');
	expect(terminal.kubectl('label pod web env=prod --overwrite').out).toBe('pod/web labeled\n');
	expect(terminal.kubectl('label pod web env-').out).toBe('pod/web unlabeled\n');
	expect(terminal.kubectl('label pod web env-').out).toBe('label "env" not found.\npod/web not labeled\n');
	expect(terminal.kubectl('label pod web run-').out).toBe('pod/web unlabeled\n');
	expect(terminal.kubectl('label pod web --list').out).toBe('');
	expect(terminal.kubectl('annotate pod web note=a=b').out).toBe('pod/web annotated\n');
	expect(terminal.kubectl('annotate pod web note=c').err).toBe(
		"error: --overwrite is false but found the following declared annotation(s): 'note' already has a value (a=b)\n",
	);
});

test('what run would create', () => {
	const {out} = new Terminal().kubectl(
		"run task --image=busybox --restart=Never --labels=app=task,tier=batch --env=MODE=fast --dry-run=client -o yaml -- sh -c 'echo hi'",
	);
	expect(out).toBe(`apiVersion: v1
kind: Pod
metadata:
  labels:
    app: task
    tier: batch
  name: task
spec:
  containers:
  - args:
    - sh
    - -c
    - echo hi
    env:
    - name: MODE
      value: fast
    image: busybox
    name: task
    resources: {}
  dnsPolicy: ClusterFirst
  restartPolicy: Never
status: {}
`);
});

test('logs: all, the last lines, with prefix, and until the container ends', () => {
	const terminal = new Terminal();
	terminal.kubectl("run job --image=busybox:1.36 --restart=Never -- sh -c 'echo one; echo two; sleep 5; echo three'");
	terminal.kubectl('wait pod/job --for=condition=Ready');
	expect(terminal.kubectl('logs job').out).toBe('one\ntwo\n');
	expect(terminal.kubectl('logs job --tail=1 --prefix').out).toBe('[pod/job/job] two\n');
	expect(terminal.kubectl('logs -f job').out).toBe('one\ntwo\nthree\n');
	expect(terminal.kubectl('logs job --timestamps --tail=1').out).toMatch(
		/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z three\n$/,
	);
});

test("a command in a container passes its output and exit code on, the latter with kubectl's note", () => {
	const terminal = new Terminal();
	terminal.kubectl('run idle --image=busybox:1.36 -- sleep 3600');
	terminal.kubectl('wait pod/idle --for=condition=Ready');
	expect(terminal.kubectl('exec idle -- echo hello')).toEqual({out: 'hello\n', err: '', code: 0});
	expect(terminal.kubectl("exec idle -- sh -c 'exit 3'")).toEqual({
		out: '',
		err: 'command terminated with exit code 3\n',
		code: 3,
	});
	expect(terminal.kubectl('exec idle -- cat')).toEqual({out: '', err: '', code: 0});
});

test('an attached Pod shows its output and is removed afterwards', () => {
	const result = new Terminal().kubectl('run tmp --image=busybox:1.36 --rm -i --restart=Never -- echo hello');
	expect(result.out).toBe('hello\npod "tmp" deleted from default namespace\n');
	expect(result.code).toBe(0);
});

test('wait for a value, and for the deletion', () => {
	const terminal = new Terminal();
	terminal.kubectl('run web --image=nginx:1.27');
	expect(terminal.kubectl('wait pod/web --for=jsonpath={.status.phase}=Running').out).toBe('pod/web condition met\n');
	terminal.cluster.api.delete('Pod', 'default', 'web');
	expect(terminal.kubectl('wait --for=delete pod/web').out).toBe('pod/web condition met\n');
});

test('cordon, drain and uncordon', () => {
	const terminal = new Terminal();
	expect(terminal.kubectl('cordon worker-2').out).toBe('node/worker-2 cordoned\n');
	terminal.kubectl('run web --image=nginx:1.27');
	terminal.kubectl('wait pod/web --for=condition=Ready');
	const cause = 'cannot delete cannot delete Pods that declare no controller (use --force to override): default/web';
	expect(terminal.kubectl('drain worker-1')).toEqual({
		out: 'node/worker-1 cordoned\n',
		err:
			`error: unable to drain node "worker-1" due to error: ${cause}, continuing command...\n` +
			`There are pending nodes to be drained:\n worker-1\n${cause}\n`,
		code: 1,
	});
	expect(terminal.kubectl('drain worker-1 --force')).toEqual({
		out: 'node/worker-1 already cordoned\nevicting pod default/web\npod/web evicted\nnode/worker-1 drained\n',
		err: 'Warning: deleting Pods that declare no controller: default/web\n',
		code: 0,
	});
	expect(terminal.kubectl('uncordon worker-1 worker-2').out).toBe(
		'node/worker-1 uncordoned\nnode/worker-2 uncordoned\n',
	);
});

test('taints: added, refused, overwritten, removed', () => {
	const terminal = new Terminal();
	expect(terminal.kubectl('taint node worker-1 dedicated=db:NoSchedule').out).toBe('node/worker-1 tainted\n');
	expect(terminal.kubectl('taint node worker-1 dedicated=web:NoSchedule').err).toBe(
		'error: node worker-1 already has dedicated taint(s) with same effect(s) and --overwrite is false\n',
	);
	expect(terminal.kubectl('taint node worker-1 dedicated=web:NoSchedule --overwrite').out).toBe(
		'node/worker-1 modified\n',
	);
	expect(terminal.kubectl('taint node worker-1 dedicated-').out).toBe('node/worker-1 untainted\n');
	expect(terminal.kubectl('taint nodes worker-1 worker-2 zone:PreferNoSchedule').out).toBe(
		'node/worker-1 tainted\nnode/worker-2 tainted\n',
	);
	expect(terminal.kubectl('taint nodes --all zone-')).toEqual({
		out: 'node/worker-1 untainted\nnode/worker-2 untainted\n',
		err: 'error: taint "zone" not found\n',
		code: 1,
	});
});

test('usage is shown once there is load', () => {
	const terminal = new Terminal();
	expect(terminal.kubectl('top node').err).toBe('error: Metrics API not available\n');
	const {api, load} = terminal.cluster;
	api.create<'ReplicaSet'>({
		apiVersion: 'apps/v1',
		kind: 'ReplicaSet',
		metadata: {name: 'web', namespace: 'default'},
		spec: {
			replicas: 1,
			selector: {matchLabels: {app: 'web'}},
			template: {
				metadata: {labels: {app: 'web'}},
				spec: {containers: [{name: 'web', image: 'nginx:1.27', resources: {requests: {cpu: '200m'}}}]},
			},
		},
	});
	terminal.advance(10);
	load.set('default', 'web', 50);
	expect(terminal.kubectl('top pod').out).toMatch(
		/^NAME {8}CPU\(cores\) {3}MEMORY\(bytes\)\nweb-\w{5} {3}100m {9}<unknown>\n$/,
	);
});

test('events about one object', () => {
	const terminal = new Terminal();
	expect(terminal.kubectl('events').err).toBe('No events found in default namespace.\n');
	terminal.kubectl('run web --image=nginx:1.27');
	terminal.kubectl('wait pod/web --for=condition=Ready');
	const lines = terminal.kubectl('events --for pod/web').out.split('\n');
	expect(lines[0]).toMatch(/^LAST SEEN {3}TYPE {5}REASON {6}OBJECT {4}MESSAGE$/);
	expect(lines[1]).toMatch(/Normal {3}Scheduled {3}Pod\/web {3}Successfully assigned default\/web to worker-\d$/);
});
