import {describe, expect, test} from 'vitest';
import {Session} from './session.ts';

describe('get', () => {
	test('watching shows what is there, then every change, with columns that stay aligned', () => {
		const session = new Session();
		session.out('kubectl run web --image=nginx:1.27');
		const {out, code} = session.run('kubectl get pods -w');
		expect(code).toBe(130);
		expect(out.replace(/\d+s$/gm, 'N')).toBe(
			'NAME   READY   STATUS              RESTARTS   AGE\n' +
				'web    0/1     Pending             0          N\n'.repeat(out.split('Pending').length - 1) +
				'web    0/1     ContainerCreating   0          N\n'.repeat(out.split('ContainerCreating').length - 1) +
				'web    1/1     Running             0          N\n',
		);
		expect(session.run('kubectl get cm,pods -w').err).toBe('error: you may only specify a single resource type\n');
	});

	test('events of a watch', () => {
		const session = new Session();
		session.out('kubectl create cm a');
		const {out} = session.run('kubectl get cm -w --output-watch-events -l zone!=x --no-headers');
		expect(out.split('\n')[0]).toMatch(/^ADDED {6}a/);
		expect(session.err('kubectl get cm --output-watch-events')).toBe(
			'error: --output-watch-events option can only be used with --watch or --watch-only\n',
		);
	});

	test('sorting by numbers, quantities and times, those without the field first', () => {
		const session = new Session();
		session.out('kubectl create cm b; kubectl create cm a; kubectl label cm b size=10; kubectl label cm a size=9');
		expect(session.out('kubectl get cm -l size --sort-by=.metadata.labels.size -o name')).toBe(
			'configmap/a\nconfigmap/b\n',
		);
		expect(session.err('kubectl get cm,secret --sort-by=.metadata.name')).toBe(
			'error: couldn\'t find any field with path "{.metadata.name}" in the list of objects\n',
		);
	});

	test('several kinds, and kinds outside namespaces', () => {
		const session = new Session();
		expect(session.out('kubectl get ns,nodes -o name --sort-by=.metadata.name').split('\n').slice(0, 2)).toEqual([
			'node/control-plane',
			'namespace/default',
		]);
		expect(session.err('kubectl get pv')).toBe('No resources found\n');
		expect(session.err('kubectl get pv,pods')).toBe('No resources found\n');
	});

	test('a template that fails is shown with the object', () => {
		const session = new Session();
		const {out, err, code} = session.run("kubectl get ns default -o go-template='{{index .metadata.name 1.5}}'");
		expect(code).toBe(1);
		expect(out).toContain('Printing more information for debugging the template:\n\ttemplate was:\n');
		expect(err).toContain('error: error executing template "{{index .metadata.name 1.5}}": template: output:1:2: ');
	});

	test('columns from a file', () => {
		const session = new Session({'columns.txt': 'NAME PHASE\n.metadata.name .status.phase\n'});
		expect(session.out('kubectl get ns default -o custom-columns-file=columns.txt')).toBe(
			'NAME      PHASE\ndefault   Active\n',
		);
		expect(session.err('kubectl get ns -o custom-columns-file=none.txt')).toContain(
			'none.txt: no such file or directory\n',
		);
	});
});
