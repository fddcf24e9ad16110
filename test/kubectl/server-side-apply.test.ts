import {describe, expect, it} from 'vitest';
import {Session} from './session.ts';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: nginx, image: "nginx:1.27"}]
`;
const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: "1", b: "2"}\n';
const ADVICE = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
`;

const session = () => new Session({'web.yaml': WEB, 'settings.yaml': SETTINGS});

const APPLY_WEB = 'kubectl apply --server-side -f web.yaml';

describe('server-side apply', () => {
	it('meets what the client applied before, and takes it over by force', () => {
		const machine = session();
		machine.out('kubectl apply -f web.yaml');
		machine.out("sed -i 's/replicas: 2/replicas: 3/' web.yaml");
		expect(machine.run(APPLY_WEB)).toEqual({
			out: '',
			err: `error: Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.replicas\n${ADVICE}`,
			code: 1,
		});
		expect(machine.out(`${APPLY_WEB} --force-conflicts`)).toBe('deployment.apps/web serverside-applied\n');
		expect(machine.out("kubectl get deployment web -o jsonpath='{.spec.replicas}'")).toBe('3');
		// Who applies on the server from now on has no conflict with the client's past.
		machine.out("sed -i 's/replicas: 3/replicas: 4/' web.yaml");
		expect(machine.out(APPLY_WEB)).toBe('deployment.apps/web serverside-applied\n');
	});

	it('names everybody who changed a field since', () => {
		const machine = session();
		machine.out(
			`${APPLY_WEB}; kubectl scale deployment web --replicas=5; kubectl set image deployment/web nginx=nginx:1.28`,
		);
		expect(machine.run(APPLY_WEB)).toEqual({
			out: '',
			err:
				'error: Apply failed with 2 conflicts: conflicts with "kubectl" with subresource "scale" using apps/v1:\n- .spec.replicas\n' +
				`conflicts with "kubectl-set" using apps/v1:\n- .spec.template.spec.containers[name="nginx"].image\n${ADVICE}`,
			code: 1,
		});
	});

	it('shares a field with the same value, and leaves alone what it does not name', () => {
		const machine = session();
		machine.out(`${APPLY_WEB}; kubectl scale deployment web --replicas=5`);
		machine.out("sed -i '/replicas/d' web.yaml");
		expect(machine.out(APPLY_WEB)).toBe('deployment.apps/web serverside-applied\n');
		expect(machine.out("kubectl get deployment web -o jsonpath='{.spec.replicas}'")).toBe('5');
	});

	it('removes what its manager no longer says, unless somebody else says it', () => {
		const machine = session();
		machine.out('kubectl apply --server-side -f settings.yaml');
		machine.out('kubectl apply --server-side -f settings.yaml --field-manager=other');
		machine.out('sed -i \'s/, b: "2"//\' settings.yaml; kubectl apply --server-side -f settings.yaml');
		expect(machine.out("kubectl get cm settings -o jsonpath='{.data}'")).toBe('{"a":"1","b":"2"}');
		machine.out('kubectl apply --server-side -f settings.yaml --field-manager=other');
		expect(machine.out("kubectl get cm settings -o jsonpath='{.data}'")).toBe('{"a":"1"}');
	});

	it('keeps the book that get shows on request', () => {
		const machine = session();
		machine.out('kubectl apply --server-side -f settings.yaml; kubectl label cm settings tier=back');
		const shown = machine.out('kubectl get cm settings -o yaml --show-managed-fields').replace(/time: .*/g, 'time: T');
		expect(shown.slice(shown.indexOf('  managedFields:'), shown.indexOf('  name:'))).toBe(`  managedFields:
  - apiVersion: v1
    fieldsType: FieldsV1
    fieldsV1:
      f:data:
        f:a: {}
        f:b: {}
    manager: kubectl
    operation: Apply
    time: T
  - apiVersion: v1
    fieldsType: FieldsV1
    fieldsV1:
      f:metadata:
        f:labels:
          .: {}
          f:tier: {}
    manager: kubectl-label
    operation: Update
    time: T
`);
		expect(machine.out('kubectl get cm settings -o yaml')).not.toContain('managedFields');
	});

	it('changes nothing in a dry run, and nothing when nothing is new', () => {
		const machine = session();
		expect(machine.out('kubectl apply --server-side -f settings.yaml --dry-run=server')).toBe(
			'configmap/settings serverside-applied (server dry run)\n',
		);
		expect(machine.run('kubectl get cm settings').code).toBe(1);
		machine.out('kubectl apply --server-side -f settings.yaml');
		const version = () => machine.out("kubectl get cm settings -o jsonpath='{.metadata.resourceVersion}'");
		const before = version();
		machine.out('kubectl apply --server-side -f settings.yaml');
		expect(version()).toBe(before);
	});
});
