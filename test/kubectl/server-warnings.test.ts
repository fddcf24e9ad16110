import {expect, test} from 'vitest';
import {Session} from './session.ts';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web.site}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: nginx
        image: nginx:1.27
        ports: [{containerPort: 80}, {containerPort: 80}]
        env: [{name: MODE, value: fast}, {name: MODE, value: slow}]
        resources: {limits: {memory: 128m}}
`;

const PATH = 'Warning: spec.template.spec.containers[0]';
const OF_TEMPLATE = `${PATH}.resources.limits[memory]: fractional byte value "128m" is invalid, must be an integer
${PATH}.env[1]: hides previous definition of "MODE", which may be dropped when using apply
${PATH}.ports[1]: duplicate port definition with spec.template.spec.containers[0].ports[0]
`;

test('warns of what it accepts in a template, and again when the spec changes', () => {
	const session = new Session({'web.yaml': WEB});
	const ofName =
		'Warning: metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]\n';
	expect(session.run('kubectl create -f web.yaml')).toMatchObject({
		out: 'deployment.apps/web.site created\n',
		err: ofName + OF_TEMPLATE,
		code: 0,
	});
	expect(session.err('kubectl scale deploy web.site --replicas=2')).toBe(OF_TEMPLATE);
	expect(session.err('kubectl label deploy web.site a=b')).toBe('');
});

test.each([
	[
		`kubectl run web --image=nginx --dry-run=client -o yaml | sed 's/^  name: web/&.1/' | kubectl create -f -`,
		"metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
	],
	[
		`kubectl create service clusterip db --clusterip=None -o yaml --dry-run=client --tcp=80 | sed 's/type: ClusterIP/sessionAffinity: ClientIP/' | kubectl apply -f -`,
		'spec.SessionAffinity is ignored for headless services',
	],
])('%s', (line, warning) => {
	expect(new Session().err(line)).toBe(`Warning: ${warning}\n`);
});

test('a warning that comes twice is shown once, before the message of its object', () => {
	const pod = (name: string) =>
		`apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {imagePullSecrets: [{}], containers: [{name: a, image: nginx}]}\n`;
	const session = new Session({'pods.yaml': `${pod('one')}---\n${pod('two')}`});
	expect(session.out('kubectl apply -f pods.yaml 2>&1')).toBe(
		'Warning: spec.imagePullSecrets[0].name: invalid empty name ""\npod/one created\npod/two created\n',
	);
});
