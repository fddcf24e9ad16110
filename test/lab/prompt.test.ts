import {describe, expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';
import type {Key} from '../../src/shell/key.ts';

const FILES = new Map([
	['web.yaml', 'kind: Pod\n'],
	['weather/today.txt', 'sun\n'],
]);
const open = () => createLab({seed: 1, locale: 'en', files: FILES});

function type(lab: Lab, ...keys: (string | Key)[]): void {
	for (const key of keys)
		if (typeof key !== 'string') lab.press(key);
		else for (const text of key) lab.press({text});
}
const named = (name: NonNullable<Key['name']>): Key => ({text: '', name});
const control = (text: string): Key => ({text, ctrl: true});
const texts = (lab: Lab) => lab.view().scrollback.map(line => line.text);

describe('keys', () => {
	it('edit the line, and Enter runs it', () => {
		const lab = open();
		type(lab, 'kubectl get nodse', named('backspace'), named('backspace'), 'es -o name', named('left'));
		expect(lab.view().prompt).toMatchObject({prefix: '$ ', text: 'kubectl get nodes -o name', cursor: 24, busy: false});
		type(lab, named('enter'));
		expect(texts(lab)).toEqual(['$ kubectl get nodes -o name', 'node/control-plane', 'node/worker-1', 'node/worker-2']);
		type(lab, named('up'));
		expect(lab.view().prompt.text).toBe('kubectl get nodes -o name');
		type(lab, control('c'));
		expect(lab.view().prompt.text).toBe('');
		expect(texts(lab).at(-1)).toBe('$ kubectl get nodes -o name^C');
		expect(lab.inputs).toHaveLength(1);
	});

	it('typed while a command runs are not lost', () => {
		const lab = open();
		type(lab, 'kubectl get pods -w', named('enter'), 'kubectl ge');
		expect(lab.view().prompt).toMatchObject({prefix: '', text: 'kubectl ge', busy: true});
		type(lab, control('c'));
		expect(lab.view().prompt).toMatchObject({prefix: '$ ', busy: false});
		expect(texts(lab)).toEqual(['$ kubectl get pods -w', '^C']);
	});

	it('leave with Ctrl-D on an empty line, and clear with Ctrl-L', () => {
		const lab = open();
		type(lab, 'echo hi', named('enter'), control('l'));
		expect(texts(lab)).toEqual([]);
		type(lab, control('d'));
		expect(lab.view().request).toEqual({kind: 'quit'});
	});

	it('go to a program that reads', () => {
		const lab = open();
		lab.submit('kubectl run box --image=busybox -- sleep 1000');
		lab.runUntilQuiet(60_000);
		type(lab, 'kubectl exec -it box -- sh', named('enter'));
		expect(lab.view().prompt).toMatchObject({prefix: '/ # ', busy: false});
		type(lab, 'goals', named('enter'), 'hostname', named('enter'), control('d'));
		expect(texts(lab).slice(-5)).toEqual(['/ # goals', 'sh: goals: not found', '/ # hostname', 'box', '/ # ']);
		expect(lab.view().prompt.prefix).toBe('$ ');
	});
});

describe('pasted text', () => {
	it('submits every whole line, and never speaks to the terminal', () => {
		const lab = open();
		type(lab, 'echo ');
		lab.paste('one\r\necho two\necho \u001b[31mthree');
		expect(texts(lab)).toEqual(['$ echo one', 'one', '$ echo two', 'two']);
		expect(lab.view().prompt.text).toBe('echo three');
	});
});

describe('Tab', () => {
	it.each([
		['kubec', 'kubectl ', []],
		['adv', 'advance ', []],
		['advance n', 'advance next ', []],
		['echo x; adv', 'echo x; adv', []],
		['kubectl get no', 'kubectl get no', ['no', 'node', 'nodes']],
		['k get nodes w', 'k get nodes worker-', []],
		['k get nodes worker-', 'k get nodes worker-', ['worker-1', 'worker-2']],
		['echo hi | kubectl apply -f we', 'echo hi | kubectl apply -f we', ['weather/', 'web.yaml']],
		['cat web', 'cat web.yaml ', []],
		['cat weather/', 'cat weather/today.txt ', []],
		['A=1 kubec', 'A=1 kubectl ', []],
	])('%j', (typed, text, candidates) => {
		const lab = open();
		type(lab, typed, named('tab'));
		expect(lab.view().prompt).toMatchObject({text, candidates});
	});
});

describe('leaving', () => {
	it('with exit asks the screen once, not again when the session is resumed', () => {
		const lab = open();
		type(lab, 'echo one', named('enter'), 'clear', named('enter'), 'exit', named('enter'));
		expect(texts(lab)).toEqual(['$ exit']);
		expect(lab.view().request).toEqual({kind: 'quit'});
		const again = createLab({seed: 1, locale: 'en', files: FILES, inputs: lab.inputs, elapsedMs: lab.elapsedMs});
		expect(again.view().request).toBeUndefined();
		type(again, named('up'), named('up'));
		expect(again.view().prompt.text).toBe('clear');
	});
});
