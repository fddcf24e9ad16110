import {describe, expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';

const open = () => createLab({seed: 3, locale: 'en', hasIntro: true});
const texts = (lab: Lab) => lab.view().scrollback.map(({text}) => text);

function run(lab: Lab, line: string): string[] {
	const before = lab.view().scrollback.at(-1)?.id ?? 0;
	lab.submit(line);
	lab.runUntilPrompt(600_000);
	return lab
		.view()
		.scrollback.filter(({id}) => id > before)
		.slice(1)
		.map(({text}) => text);
}

function tab(lab: Lab, typed: string): readonly string[] | string {
	lab.press({text: 'u', ctrl: true});
	for (const character of typed) lab.press({text: character});
	lab.press({text: '', name: 'tab'});
	const {text} = lab.view().prompt;
	if (text === typed) lab.press({text: '', name: 'tab'});
	return text === typed ? lab.view().prompt.candidates : text;
}

it('begins with what the learner has in hand', () => {
	const lab = open();
	expect(texts(lab)).toEqual([
		'A free cluster. Beside kubectl and the shell, the world is in your hands:',
		'node add|remove|fail|heal, load web 80%, chaos kill-pod, world save|load.',
		'"help" tells more.',
	]);
	expect(run(lab, 'help').map(row => row.split('  ')[0])).toEqual([
		'help',
		'node add NAME --cpu 8 --memory 16Gi',
		'node remove|fail|heal NAME',
		'load web 80%',
		'chaos kill-pod --every 30s',
		'world save|load|delete NAME',
		'world list',
		'undo, redo',
		'reset',
		'pause, resume',
		'speed N',
		'advance 1h, advance next',
		'replay 1m30s, replay back',
		'menu, quit',
		'Everything else goes to the shell: kubectl (or k), ls, cat, vi, curl, …',
	]);
});

describe('node', () => {
	it('adds machines of any size, with labels and taints', () => {
		const lab = open();
		expect(run(lab, 'node add big --cpu 16 --memory=64Gi disk=ssd gpu=yes:NoSchedule')).toEqual([]);
		const {metadata, spec, status} = lab.view().store.get('Node', 'big')!;
		expect([status.capacity?.cpu, status.capacity?.memory, metadata.labels?.disk]).toEqual(['16', '64Gi', 'ssd']);
		expect(spec.taints).toEqual([{key: 'gpu', value: 'yes', effect: 'NoSchedule'}]);
		expect(run(lab, 'node remove big')).toEqual([]);
		expect(lab.view().store.get('Node', 'big')).toBeUndefined();
		lab.undo();
		expect(lab.view().store.get('Node', 'big')).toBeDefined();
		lab.undo();
		expect(lab.view().store.get('Node', 'big')).toBeUndefined();
	});

	it('is undone also where the cluster has not noticed it yet', () => {
		const lab = open();
		run(lab, 'node fail worker-1');
		lab.undo();
		expect(texts(lab).at(-1)).toBe('Undone: node fail worker-1');
	});

	it.each([
		[
			'node',
			'usage: node add NAME [--cpu 8] [--memory 16Gi] [key=value…] [key=value:Effect…], node remove|fail|heal NAME',
		],
		['node break worker-1', expect.stringMatching(/^usage: node add/)],
		['node fail worker-1 worker-2', 'usage: node fail NAME'],
		['node fail x', 'node: there is no node x'],
		['node add worker-1', 'node: there is a node worker-1 already'],
		['node add a --cpu', 'node: --cpu needs an amount, such as 8'],
		['node add a --cpu lots', 'node: --cpu lots is no amount'],
		['node add a --memory -1Gi', 'node: --memory -1Gi is no amount'],
		['node add a --disk 1Gi', 'node: "--disk" is no label (key=value) and no taint (key=value:Effect)'],
		[
			'node add a gpu=yes:Never',
			'node: "gpu=yes:Never" is no taint: Never is none of NoSchedule, PreferNoSchedule, NoExecute',
		],
		['node add A_', expect.stringMatching(/^node: Node "A_" is invalid: \[metadata.name: /)],
	])('%s', (line, complaint) => {
		const lab = open();
		const {clusterVersion} = lab.view();
		expect(run(lab, line)[0]).toEqual(complaint);
		expect(lab.exitCode).toBeGreaterThan(0);
		expect(lab.view().clusterVersion).toBe(clusterVersion);
	});
});

describe('chaos', () => {
	it('tells of what it does later above the prompt; the line that began it can be undone', () => {
		const lab = open();
		run(lab, 'kubectl create deployment web --image=nginx --replicas=2');
		lab.advance(20_000);
		expect(run(lab, 'chaos kill-pod --every 30s')).toEqual(['chaos: a Pod every 30s, until "chaos stop"']);
		lab.advance(95_000);
		const told = lab.view().scrollback.filter(({text}) => text.startsWith('chaos: deleted'));
		expect(told).toHaveLength(3);
		for (const line of told)
			expect(line).toMatchObject({kind: 'note', text: expect.stringMatching(/^chaos: deleted pod\/web-/)});
		expect(run(lab, 'chaos list')).toEqual(['kill-pod --every 30s']);
		lab.undo();
		expect(texts(lab).at(-1)).toBe('Undone: chaos kill-pod --every 30s');
		lab.advance(95_000);
		expect(texts(lab).filter(text => text.startsWith('chaos: deleted'))).toEqual([]);
	});

	it('leaves the prompt of a program in its place', () => {
		const lab = open();
		run(lab, 'kubectl run box --image=busybox -- sleep 1d; kubectl create deployment web --image=nginx');
		lab.advance(20_000);
		run(lab, 'chaos kill-pod --every 30s -l app=web');
		run(lab, 'kubectl exec -it box -- sh');
		expect(lab.view().prompt.prefix).toBe('/ # ');
		lab.advance(40_000);
		expect(texts(lab).at(-1)).toMatch(/^chaos: deleted pod\/web-/);
		expect(lab.view().prompt.prefix).toBe('/ # ');
	});
});

it('completes the words of the world, its nodes and workloads', () => {
	const lab = open();
	run(lab, 'kubectl create deployment web --image=nginx --replicas=2');
	lab.advance(10_000);
	expect(tab(lab, 'node ')).toEqual(['add', 'remove', 'fail', 'heal']);
	expect(tab(lab, 'node fail ')).toEqual(['control-plane', 'worker-1', 'worker-2']);
	expect(tab(lab, 'node add x --c')).toBe('node add x --cpu ');
	expect(tab(lab, 'load ')).toBe('load web ');
	expect(tab(lab, 'load dep')).toBe('load deployment/web ');
	expect(tab(lab, 'chaos kill-pod -l ')).toBe('chaos kill-pod -l app=web ');
	expect(tab(lab, 'chaos kill-pod --every ')).toEqual(['10s', '30s', '1m', '5m']);
	expect(tab(lab, 'world s')).toBe('world save ');
	expect(tab(lab, 'worl')).toBe('world ');
	expect(tab(lab, 'replay b')).toBe('replay back ');
});
