import {describe, expect, it} from 'vitest';
import {createLab} from '../../src/lab.ts';
import {Session} from './session.ts';

const configMap = (name: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\n`;
const nested = (open: string, count: number) => open.repeat(count);
const BOMB = [
	'a: &a [x,x,x,x,x,x,x,x,x]',
	...['b', 'c', 'd', 'e', 'f'].map((name, index) => `${name}: &${name} [${nested(`*${'abcde'[index]},`, 9)}]`),
].join('\n');
const items = Array.from({length: 6_000}, (_, index) =>
	JSON.parse(`{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a${index}"}}`),
);
const PARSING = 'error: error parsing m.yaml: ';
const CONVERTING = `${PARSING}error converting YAML to JSON: yaml: `;
const CREATING = 'Error from server (BadRequest): error when creating "m.yaml": ';

/** A manifest that nobody means well with, and the line that answers `kubectl apply -f m.yaml`. */
const REFUSED: readonly (readonly [string, string, string])[] = [
	[
		'ten megabytes in one value',
		`${configMap('big')}data: {x: "${'a'.repeat(10_000_000)}"}`,
		`${CONVERTING}document is too large`,
	],
	[
		'100,000 documents',
		`${configMap('a')}---\n`.repeat(100_000),
		`${PARSING}kubekata: more than 5000 documents in one file are not simulated`,
	],
	[
		'6,000 items',
		JSON.stringify({apiVersion: 'v1', kind: 'List', items}),
		'error: kubekata: more than 5000 items in one List are not simulated',
	],
	['an alias bomb', BOMB, `${CONVERTING}document contains excessive aliasing`],
	['100,000 open brackets', nested('[', 100_000), `${CONVERTING}line 1: did not find expected`],
	['50,000 nested objects', nested('{"a":', 50_000), `${PARSING}json: offset 5001: exceeded max depth`],
	['an unreadable byte', `${configMap('a')}data: {x: "\u0000"}`, `${CONVERTING}control characters are not allowed`],
	[
		'a name with control characters',
		configMap('"a\\u001b[31mx"'),
		'The ConfigMap "a\\u001b[31mx" is invalid: metadata.name: Invalid value: "a\\u001b[31mx": a lowercase RFC 1123 subdomain must consist of',
	],
	[
		'a key with a control character',
		`${configMap('a')}data: {"k\\u0007": v}`,
		'The ConfigMap "a" is invalid: data[k\u0007]: Invalid value: "k\\u0007": a valid config key must consist of',
	],
	[
		'__proto__ as a field',
		`${configMap('a')}__proto__: {polluted: yes}`,
		`${CREATING}ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "__proto__"`,
	],
	[
		'__proto__ as a kind',
		'apiVersion: v1\nkind: __proto__\nmetadata: {name: a}',
		'error: resource mapping not found for name: "a" namespace: "" from "m.yaml": no matches for kind "__proto__" in version "v1"',
	],
	[
		'constructor as an apiVersion',
		'apiVersion: constructor\nkind: Pod\nmetadata: {name: a}',
		'error: resource mapping not found for name: "a" namespace: "" from "m.yaml": no matches for kind "Pod" in version "constructor"',
	],
];

it.each(REFUSED)('%s: one clear line, and the lab goes on', (_what, manifest, answer) => {
	const session = new Session({'m.yaml': manifest});
	const before = session.cluster.store.version;
	const {out, err, code} = session.run('kubectl apply -f m.yaml');
	expect(out).toBe('');
	expect(err.slice(0, answer.length)).toBe(answer);
	expect(
		err
			.trimEnd()
			.split('\n')
			.filter(line => !line.startsWith('ensure CRDs')),
	).toHaveLength(1);
	expect(code).toBe(1);
	expect(session.cluster.store.version).toBe(before);
	expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
	expect(session.out('kubectl create configmap fine')).toBe('configmap/fine created\n');
});

it('values may hold anything; a terminal never gets it raw', () => {
	const value = '\u001b[2J\u001b]0;title\u0007\u009b31m';
	const lab = createLab({
		seed: 1,
		locale: 'en',
		files: new Map([['m.yaml', `${configMap('a', ', labels: {constructor: z}')}data: {k: ${JSON.stringify(value)}}`]]),
	});
	for (const line of [
		'kubectl apply -f m.yaml',
		'kubectl get cm a -o yaml',
		'kubectl describe cm a',
		"kubectl get cm a -o jsonpath='{.data.k}'",
	])
		lab.submit(line);
	const text = lab
		.view()
		.scrollback.map(line => line.text)
		.join('\n');
	expect(text).toContain('constructor: z');
	expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
});

it('thousands of documents are applied piece by piece, and Ctrl-C is heard between', () => {
	const text = Array.from({length: 3000}, (_, index) => configMap(`a${index}`)).join('---\n');
	const lab = createLab({seed: 1, locale: 'en', files: new Map([['m.yaml', text]])});
	const count = () => lab.view().store.count('ConfigMap');
	lab.submit('kubectl apply -f m.yaml');
	expect(count()).toBeLessThan(300);
	lab.advance(1000);
	expect(count()).toBeGreaterThan(1000);
	lab.interrupt();
	lab.advance(60_000);
	expect(count()).toBeLessThan(3000);
	lab.submit('kubectl apply -f m.yaml | tail -n 1');
	lab.runUntilPrompt(60_000);
	expect(lab.view().scrollback.at(-1)?.text).toBe('configmap/a2999 created');
});

describe('numbers beyond all reason', () => {
	const template = (app: string, more = '') =>
		`{metadata: {labels: {app: ${app}}}, spec: {${more}containers: [{name: a, image: nginx}]}}`;
	const FULL = 'etcdserver: mvcc: database space exceeded';

	it('a Deployment of two thousand million Pods gets 20,000, and the cluster stays usable', {timeout: 90_000}, () => {
		const spec = `spec: {replicas: 2000000000, selector: {matchLabels: {app: a}}, template: ${template('a')}}`;
		const session = new Session({'m.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n${spec}`});
		const startMs = performance.now();
		session.out('kubectl apply -f m.yaml');
		expect(session.cluster.store.count('Pod')).toBe(20_000);
		expect(session.err('kubectl run one-more --image=nginx')).toBe(`Error from server: ${FULL}\n`);
		expect(session.out("kubectl get deployments -o jsonpath='{.items[*].status.conditions[*].message}'")).toContain(
			FULL,
		);
		session.out('kubectl delete deployment a');
		session.cluster.advance(60_000);
		expect(session.out('kubectl get pods')).toBe('');
		expect(performance.now() - startMs).toBeLessThan(60_000);
	});

	it('a controller that never settles is made to pause, and the learner is told once', () => {
		// The kubelet refuses each Pod at once, so the ReplicaSet makes another one at once.
		const spec = `spec: {selector: {matchLabels: {app: a}}, template: ${template('a', 'nodeName: worker-1, nodeSelector: {no: such}, ')}}`;
		const lab = createLab({
			seed: 1,
			locale: 'en',
			files: new Map([['m.yaml', `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n${spec}`]]),
		});
		lab.submit('kubectl apply -f m.yaml');
		lab.submit('sleep 30');
		lab.runUntilPrompt(60_000);
		const told = lab.view().scrollback.filter(({text}) => text.includes('finds no rest'));
		expect(told.map(({text}) => text)).toEqual([
			expect.stringMatching(
				/^kubekata: the replicaset-controller finds no rest over default\/a-\w+; it is made to pause$/,
			),
		]);
		expect(lab.view().store.count('Pod')).toBeLessThan(1000);
		lab.submit('kubectl delete deployment a');
		expect(lab.view().scrollback.at(-1)?.text).toBe('deployment.apps "a" deleted from default namespace');
	}, 30_000);
});
