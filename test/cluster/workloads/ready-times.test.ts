import fc from 'fast-check';
import {expect, test} from 'vitest';
import {ReadyTimes} from '../../../src/cluster/workloads/ready-times.ts';

const change = fc.record({isAdded: fc.boolean(), timeMs: fc.integer({min: 0, max: 12})});

test('after any additions and removals it answers like a plain list of times', () => {
	fc.assert(
		fc.property(fc.array(change, {maxLength: 60}), fc.integer({min: -1, max: 13}), (changes, askedMs) => {
			const times = new ReadyTimes();
			const plain: number[] = [];
			for (const {isAdded, timeMs} of changes) {
				const index = plain.indexOf(timeMs);
				if (isAdded) plain.push(timeMs);
				else if (index >= 0) plain.splice(index, 1);
				if (isAdded) times.add(timeMs);
				else times.remove(timeMs);
			}
			const later = plain.filter(timeMs => timeMs > askedMs);
			expect(times.size).toBe(plain.length);
			expect(times.after(askedMs)).toEqual({
				count: later.length,
				firstMs: later.length > 0 ? Math.min(...later) : undefined,
			});
		}),
	);
});
