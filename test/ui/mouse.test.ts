import {describe, expect, it} from 'vitest';
import {type MouseEvent, MouseReader, mouseEvent} from '../../src/ui/mouse.ts';

describe('reports of the mouse', () => {
	it('are presses and turns of the wheel, also with Shift, Alt and Ctrl held', () => {
		expect(mouseEvent('\u001b[<0;10;5M')).toEqual({kind: 'press', x: 9, y: 4});
		expect(mouseEvent('\u001b[<20;300;90M')).toEqual({kind: 'press', x: 299, y: 89});
		expect(mouseEvent('\u001b[<64;1;1M')).toEqual({kind: 'wheel-up', x: 0, y: 0});
		expect(mouseEvent('\u001b[<65;1;1M')).toEqual({kind: 'wheel-down', x: 0, y: 0});
		for (const other of ['\u001b[<0;10;5m', '\u001b[<2;10;5M', '\u001b[<35;10;5M', '\u001b[A', 'x'])
			expect(mouseEvent(other)).toBeUndefined();
	});

	it('are taken out of the input, whole or in pieces; keys stay', () => {
		const events: MouseEvent[] = [];
		const reader = new MouseReader(event => events.push(event));
		expect(reader.rest('ab\u001b[<0;10;5M\u001b[<0;10;5mc\u001b[A')).toBe('abc\u001b[A');
		expect(reader.rest('d\u001b[<64;1')).toBe('d');
		expect(reader.rest('2;7Me\u001b')).toBe('e\u001b');
		expect(events).toEqual([
			{kind: 'press', x: 9, y: 4},
			{kind: 'wheel-up', x: 11, y: 6},
		]);
	});
});
