import {clip, fitted, type Line, line} from '../line.ts';
import type {PanelItems} from './panel.ts';

/** A panel as it is on screen, with what keys and the mouse need to know of it. */
export interface DrawnPanel {
	readonly rows: readonly Line[];
	/** The item of each row; -1 for rows that belong to none. */
	readonly itemAt: readonly number[];
	readonly items: PanelItems;
	/** The first item shown. */
	readonly offset: number;
	/** The item under the cursor, -1 if there is none. */
	readonly cursor: number;
	/** Items below the last one shown. */
	readonly below: number;
	/** Rows for items. */
	readonly room: number;
}

export interface Window {
	readonly width: number;
	readonly height: number;
	readonly offset: number;
	/** Key of the item under the cursor. */
	readonly cursor: string | undefined;
	/** Scrolls so that the cursor is in sight. */
	readonly isFollowing: boolean;
	readonly isFocused: boolean;
	/** uid of the chosen object, marked wherever it stands. */
	readonly selectedUid: string | undefined;
}

/** Draws as many items as fit, and only those. */
export function drawPanel(items: PanelItems, window: Window, more: (count: number) => string): DrawnPanel {
	const {width, height} = window;
	const note: Line[] = items.hiddenCount ? [clip(line({text: more(items.hiddenCount), role: 'muted'}), width)] : [];
	const foot = [...note, ...items.foot].slice(0, Math.max(0, height - 1));
	const room = Math.max(1, height - foot.length);
	const cursor = window.cursor === undefined ? -1 : indexOf(items, window.cursor);
	const offset = offsetFor(items, window, room, cursor);
	const rows: Line[] = [];
	const itemAt: number[] = [];
	let next = offset;
	for (const item of items.draw(offset, room)) {
		// Half an item at the end is left out, unless it is alone.
		if (rows.length > 0 && rows.length + item.length > room && next > offset) break;
		const mark = markOf(items, next, cursor, window);
		for (const row of item) {
			rows.push(mark ? marked(row, mark, width) : row);
			itemAt.push(next);
		}
		next++;
	}
	const shown = items.count === 0 ? items.empty.map(row => clip(row, width)) : rows;
	const all = [...shown.slice(0, room), ...foot].slice(0, height);
	return {rows: all, itemAt: itemAt.slice(0, room), items, offset, cursor, below: items.count - next, room};
}

function indexOf(items: PanelItems, key: string): number {
	if (items.indexOf) return items.indexOf(key);
	for (let index = 0; index < items.count; index++) if (items.keyAt(index) === key) return index;
	return -1;
}

// From the end backwards as many items as fit.
function lastOffsetOf(items: PanelItems, room: number): number {
	if (items.count === 0) return 0;
	const first = Math.max(0, items.count - room);
	const heights = items.draw(first, Number.POSITIVE_INFINITY).map(rows => rows.length);
	let used = 0;
	let index = items.count;
	while (index > first && used + heights[index - 1 - first]! <= room) used += heights[--index - first]!;
	return Math.min(index, items.count - 1);
}

function offsetFor(items: PanelItems, window: Window, room: number, cursor: number): number {
	const offset = window.offset > 0 ? Math.min(window.offset, lastOffsetOf(items, room)) : 0;
	if (!window.isFollowing || cursor < 0) return offset;
	if (cursor < offset) return cursor;
	let first = Math.max(offset, cursor - room + 1);
	const heights = items.draw(first, room * 2).map(rows => rows.length);
	const start = first;
	const rowsUntilCursor = () => heights.slice(first - start, cursor - start + 1).reduce((sum, rows) => sum + rows, 0);
	while (first < cursor && rowsUntilCursor() > room) first++;
	return first;
}

type Mark = 'cursor' | 'selected';

function markOf(items: PanelItems, index: number, cursor: number, {isFocused, selectedUid}: Window): Mark | undefined {
	if (isFocused) return index === cursor ? 'cursor' : undefined;
	return selectedUid !== undefined && items.objectAt(index)?.uid === selectedUid ? 'selected' : undefined;
}

// Inverse and underlined: seen without colours, too.
function marked(row: Line, mark: Mark, width: number): Line {
	if (mark === 'cursor') return fitted(row, width).map(span => ({...span, inverse: true}));
	return row.map(span => (span.text.trim() === '' ? span : {...span, underline: true}));
}
