import {describe, expect, it} from 'vitest';
import {allKinds} from '../../src/cluster/kinds.ts';
import type {SavedWorld, WorldShelf} from '../../src/lab/worlds.ts';
import {createLab, type Lab} from '../../src/lab.ts';

function shelf(): WorldShelf {
	const kept = new Map<string, SavedWorld>();
	return {
		names: () => [...kept.keys()].sort(),
		load: name => kept.get(name),
		save: (name, world) => kept.set(name, world) === kept,
		delete: name => kept.delete(name),
	};
}

const open = (seed: number, worlds?: WorldShelf, files?: ReadonlyMap<string, string>) =>
	createLab({seed, locale: 'en', ...(worlds && {worlds}), ...(files && {files})});
const objects = ({store}: ReturnType<Lab['view']>) => JSON.stringify(allKinds().map(({kind}) => store.list(kind)));
const last = (lab: Lab) => lab.view().scrollback.at(-1)?.text;

function say(lab: Lab, line: string): string | undefined {
	lab.submit(line);
	lab.runUntilPrompt(60_000);
	return last(lab);
}

describe('worlds', () => {
	it('are kept and opened again, with their files, on any cluster', () => {
		const worlds = shelf();
		const first = open(1, worlds, new Map([['a.txt', 'one\n']]));
		say(first, 'kubectl create deployment web --image=nginx --replicas=2');
		say(first, 'node add big --cpu 16');
		first.tick(33_333);
		say(first, 'kubectl scale deployment web --replicas=4');
		first.tick(7);
		expect(say(first, 'world save shop')).toBe('This world is kept as shop.');
		const [wanted, elapsedMs] = [objects(first.view()), first.elapsedMs];
		const second = open(2, worlds);
		say(second, 'kubectl create namespace other');
		expect(say(second, 'world list')).toBe('shop');
		expect(say(second, 'world load shop')).toBe('This is the world shop.');
		expect([objects(second.view()), second.elapsedMs, second.seed]).toEqual([wanted, elapsedMs, 1]);
		expect(say(second, 'cat a.txt')).toBe('one');
		second.undo();
		expect(last(second)).toBe('Undone: kubectl scale deployment web --replicas=4');
		second.replayAt(1);
		expect(say(second, 'world save other')).toBe('This world is kept as other.');
		expect(second.view().replay).toBeUndefined();
		second.replayAt(1);
		expect(second.view().store.get('Deployment', 'default/web')?.status.readyReplicas).toBeUndefined();
		second.replayAt(30_000);
		expect(second.view().store.get('Deployment', 'default/web')?.status.readyReplicas).toBe(2);
		second.reset();
		expect([last(second), second.view().replay]).toEqual([
			'This is a new cluster. "redo" brings back what you did.',
			undefined,
		]);
	});

	it('are answered for', () => {
		const lab = open(1, shelf());
		expect(say(lab, 'world list')).toBe('No world is kept yet. "world save NAME" keeps this one.');
		expect(say(lab, 'world save ../x')).toBe('../x is no name for a world: letters, digits, -, _ and .');
		expect(say(lab, 'world save __proto__')).toMatch(/^__proto__ is no name for a world/);
		expect(say(lab, 'world load __proto__')).toBe(
			'There is no world __proto__. "world list" shows those that there are.',
		);
		say(lab, 'world save a');
		expect(say(lab, 'world delete a')).toBe('The world a is gone.');
		expect(say(lab, 'world delete a')).toBe('There is no world a. "world list" shows those that there are.');
		for (const line of ['world', 'world save', 'world list all', 'world save a b', 'world open a'])
			expect(say(lab, line)).toBe('usage: world save|load|delete NAME, world list');
		expect(lab.inputs).toEqual([]);
	});

	it('are left alone where they can not be kept', () => {
		expect(say(open(1), 'world save a')).toBe("Worlds can't be kept here.");
		const full: WorldShelf = {...shelf(), save: () => false};
		expect(say(open(1, full), 'world save a')).toBe("The worlds can't be written.");
		const odd: WorldShelf = {...shelf(), names: () => ['a'], load: () => undefined};
		expect(say(open(1, odd), 'world load a')).toBe("The world a can't be read.");
	});
});
