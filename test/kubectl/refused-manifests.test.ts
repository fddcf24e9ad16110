import {expect, test} from 'vitest';
import {Session} from './session.ts';

function refusal(manifest: string): string {
	return new Session({'a.yaml': manifest}).err('kubectl apply -f a.yaml');
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:';
const CONTAINERS = 'containers: [{name: nginx, image: nginx';

test('a security context that contradicts itself is shown as the server keeps it', () => {
	const context =
		'securityContext: {privileged: true, allowPrivilegeEscalation: false, capabilities: {add: [SYS_TIME]}}';
	expect(refusal(`${POD} {${CONTAINERS}, ${context}}]}\n`)).toBe(
		'The Pod "web" is invalid: spec.containers[0].securityContext: Invalid value: {"Capabilities":{"Add":["SYS_TIME"],"Drop":null},"Privileged":true,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true\n',
	);
});

test('there is no RuntimeClass', () => {
	expect(refusal(`${POD} {runtimeClassName: gvisor, ${CONTAINERS}}]}\n`)).toBe(
		'Error from server (Forbidden): error when creating "a.yaml": pods "web" is forbidden: pod rejected: RuntimeClass "gvisor" not found\n',
	);
});

const JOB = 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: pi}\nspec:';
const TEMPLATE = 'template: {spec: {restartPolicy: Never, containers: [{name: pi, image: busybox}]}}';

test.each([
	[
		'successPolicy: {rules: [{succeededIndexes: "0"}]}',
		'spec.successPolicy: Invalid value: {"Rules":[{"SucceededIndexes":"0","SucceededCount":null}]}: requires indexed completion mode',
	],
	['managedBy: me', 'spec.managedBy: Invalid value: "me": must be a domain-prefixed path (such as "acme.io/foo")'],
])('a Job with %s', (field, problem) => {
	expect(refusal(`${JOB} {${field}, ${TEMPLATE}}\n`)).toBe(`The Job "pi" is invalid: ${problem}\n`);
});

test('no patch gives an object another uid', () => {
	const session = new Session();
	session.out('kubectl create cm settings --from-literal=a=b');
	expect(session.err(`kubectl patch cm settings -p '{"metadata":{"uid":"x"}}'`)).toBe(
		'The ConfigMap "settings" is invalid: metadata.uid: Invalid value: "x": field is immutable\n',
	);
});

test('the policy of a running Job stays', () => {
	const session = new Session({'a.yaml': `${JOB} {podReplacementPolicy: Failed, ${TEMPLATE}}\n`});
	session.out('kubectl apply -f a.yaml');
	const rule = '{"action":"FailJob","onExitCodes":{"operator":"In","values":[42]}}';
	expect(session.err(`kubectl patch job pi -p '{"spec":{"podFailurePolicy":{"rules":[${rule}]}}}'`)).toBe(
		'The Job "pi" is invalid: spec.podFailurePolicy: Invalid value: {"Rules":[{"Action":"FailJob","OnExitCodes":{"ContainerName":null,"Operator":"In","Values":[42]},"OnPodConditions":null}]}: field is immutable\n',
	);
});

test('an autoscaler needs the group of its target', () => {
	const kind = 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n';
	expect(refusal(`${kind}spec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: web}}\n`)).toBe(
		'The HorizontalPodAutoscaler "web" is invalid: spec.scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group\n',
	);
});

test('a Job whose Pods are refused has begun all the same', () => {
	const refused = TEMPLATE.replace('restartPolicy', 'priorityClassName: nope, restartPolicy');
	const session = new Session({'a.yaml': `${JOB} {${refused}}\n`});
	session.out('kubectl apply -f a.yaml');
	session.cluster.advance(30_000);
	expect(session.out('kubectl get jobs --no-headers')).toMatch(/^pi +Running +0\/1 +30s +30s\n$/);
	expect(session.out('kubectl describe job pi')).toContain(
		'Pods Statuses:    0 Active (0 Ready) / 0 Succeeded / 0 Failed',
	);
});
