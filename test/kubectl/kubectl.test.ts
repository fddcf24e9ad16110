import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {Session} from './session.ts';

describe('the command line', () => {
	const session = new Session();

	test('mistyped commands get suggestions', () => {
		expect(session.run('kubectl gte pods')).toEqual({
			out: '',
			err: 'error: unknown command "gte" for "kubectl"\n\nDid you mean this?\n\tget\n',
			code: 1,
		});
		expect(session.err('kubectl ps')).toBe(
			'error: unknown command "ps" for "kubectl"\n\nDid you mean this?\n\tget\n\tcp\n\twait\n',
		);
		expect(session.err('kubectl frobnicate')).toBe('error: unknown command "frobnicate" for "kubectl"\n');
		expect(session.err('kubectl rollout statuss')).toBe(
			'error: unknown command "statuss"\nSee \'kubectl rollout -h\' for help and examples\n',
		);
	});

	test('flags of a command and of all commands may stand anywhere', () => {
		expect(session.out('kubectl -n kube-public get ns default -o name')).toBe('namespace/default\n');
		expect(session.err('kubectl --namespace nowhere get pods')).toBe('No resources found in nowhere namespace.\n');
		expect(session.err('kubectl get pods --what')).toBe(
			"error: unknown flag: --what\nSee 'kubectl get --help' for usage.\n",
		);
		expect(session.err('kubectl --what')).toBe("error: unknown flag: --what\nSee 'kubectl --help' for usage.\n");
	});

	test('missing required flags', () => {
		expect(session.err('kubectl create cronjob x')).toBe('error: required flag(s) "image", "schedule" not set\n');
	});

	test('help is there for every command, and a group without a command fails with its help', () => {
		for (const command of ['get', 'create deployment', 'rollout status', 'config set-context'])
			expect(session.out(`kubectl ${command} --help`)).toContain(`\nUsage:\n  kubectl ${command}`);
		expect(session.run('kubectl config').code).toBe(1);
		expect(session.out('kubectl help get')).toBe(session.out('kubectl get -h'));
	});

	test('what kubekata leaves out says so', () => {
		expect(session.run('kubectl debug web')).toEqual({
			out: '',
			err: 'kubekata: kubectl debug is not simulated\n',
			code: 1,
		});
		expect(session.err('kubectl get pods --token=x')).toBe('kubekata: kubectl --token is not simulated\n');
		expect(session.err('kubectl apply -f https://example.com/x.yaml')).toBe(
			'kubekata: reading manifests from https://example.com/x.yaml is not simulated\n',
		);
	});

	test('no line of words makes it throw', () => {
		const word = fc.constantFrom(
			'get',
			'pods',
			'apply',
			'-f',
			'-',
			'create',
			'deployment',
			'--image=x',
			'-o',
			'yaml',
			'delete',
			'--all',
			'x/y',
			'-l',
			'a in',
			',',
			'--',
			'patch',
			'-p',
			'{',
			'explain',
			'config',
		);
		fc.assert(
			fc.property(fc.array(word, {maxLength: 7}), words => {
				const {code} = new Session().run(`kubectl ${words.join(' ')}`);
				expect(code).toBeGreaterThanOrEqual(0);
			}),
			{numRuns: 60},
		);
	});
});

describe('the current context', () => {
	test('a namespace that is set stays, in a file', () => {
		const session = new Session();
		expect(session.out('kubectl config set-context --current --namespace=kube-public')).toBe(
			'Context "kubekata" modified.\n',
		);
		expect(session.err('kubectl get pods')).toBe('No resources found in kube-public namespace.\n');
		expect(session.out("kubectl config view --minify -o jsonpath='{..namespace}'")).toBe('kube-public');
		expect(session.out('ls ~/.kube')).toBe('config\n');
		expect(session.err('kubectl get pods --context=other')).toBe(
			'Error in configuration: context was not found for specified context: other\n',
		);
		expect(session.out('kubectl config current-context')).toBe('kubekata\n');
	});
});
