import {describe, expect, it} from 'vitest';
import {type Layout, layoutFor} from '../../src/ui/layout.ts';

function panes({lesson, panels, terminal}: Layout) {
	return [lesson, ...panels, terminal].filter(({width}) => width > 0);
}

describe('layout', () => {
	it('gives out every cell once, at every size', () => {
		for (let columns = 100; columns <= 300; columns += 7)
			for (let rows = 18; rows <= 90; rows += 5)
				for (const wish of [
					{hasLesson: true, isLessonWide: false},
					{hasLesson: true, isLessonWide: true},
					{hasLesson: false, isLessonWide: false},
				]) {
					const places = panes(layoutFor(columns, rows, wish));
					const cells = places.reduce((sum, {width, height}) => sum + width * height, 0);
					expect(cells, `${columns}×${rows}`).toBe(columns * (rows - 1));
					for (const {x, y, width, height} of places) {
						expect(x + width).toBeLessThanOrEqual(columns);
						expect(y + height).toBeLessThanOrEqual(rows);
						expect(height).toBeGreaterThanOrEqual(7);
						expect(width).toBeGreaterThanOrEqual(40);
					}
				}
	});

	it.each([
		[80, 24, 'tabs', 1],
		[100, 30, 'columns', 1],
		[120, 34, 'columns', 1],
		[160, 45, 'columns', 3],
		[240, 70, 'columns', 4],
	] as const)('of %d×%d: %s, %d panels; prose is never wider than 76 columns', (columns, rows, mode, panels) => {
		const layout = layoutFor(columns, rows);
		expect(layout.mode).toBe(mode);
		expect(layout.panels).toHaveLength(panels);
		expect(layout.lesson.width).toBeLessThanOrEqual(80);
		expect(layout.terminal.width).toBeGreaterThanOrEqual(80);
	});
});
