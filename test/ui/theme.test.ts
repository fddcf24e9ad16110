import {describe, expect, it} from 'vitest';
import {ansiOf} from '../../src/ui/ansi.ts';
import {line} from '../../src/ui/line.ts';
import {DARK, LIGHT, type Palette, shadeOf} from '../../src/ui/palette.ts';
import {themeFor} from '../../src/ui/theme.ts';

const UTF8 = {LANG: 'de_DE.UTF-8', TERM: 'xterm-256color'};

/** Contrast of two shades as WCAG 2 defines it. */
function contrast(a: readonly number[], b: readonly number[]): number {
	const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

function luminance(shade: readonly number[]): number {
	const [red, green, blue] = shade.map(value => {
		const part = value / 255;
		return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('colours', () => {
	it.each([
		['dark', DARK, [0, 0, 0], [40, 42, 54]],
		['light', LIGHT, [255, 255, 255], [238, 232, 213]],
	] as [string, Palette, number[], number[]][])(
		'of the %s theme can be read: contrast of 4.5 at least',
		(_, palette, ...grounds) => {
			for (const [role, color] of Object.entries(palette))
				for (const ground of grounds)
					expect(contrast(shadeOf(color), ground), `${role} on ${ground}`).toBeGreaterThan(4.5);
		},
	);

	it('follow the ground that the terminal tells, and are its own sixteen where it tells nothing', () => {
		const accent = (environment: Parameters<typeof themeFor>[0], name?: Parameters<typeof themeFor>[1]) =>
			themeFor({...UTF8, ...environment}, name).styles.accent;
		expect(accent({COLORFGBG: '15;0'})).toBe('38;5;80');
		expect(accent({COLORFGBG: '15;default;8'})).toBe('38;5;80');
		expect(accent({COLORFGBG: '0;15'})).toBe('38;5;24');
		expect(accent({})).toBe('36');
		expect(accent({}, 'light')).toBe('38;5;24');
		expect(accent({COLORFGBG: '0;15'}, 'dark')).toBe('38;5;80');
		expect(accent({TERM: 'xterm'}, 'dark')).toBe('36');
		expect(accent({TERM: 'xterm', COLORTERM: 'truecolor'}, 'dark')).toBe('38;5;80');
	});

	it('are none with NO_COLOR or on a dumb terminal', () => {
		for (const environment of [{NO_COLOR: '1', COLORTERM: 'truecolor'}, {TERM: 'dumb'}, {FORCE_COLOR: '0'}])
			expect(themeFor({...UTF8, ...environment}, 'dark').styles).toEqual({muted: '2', border: '2'});
	});
});

describe('characters', () => {
	it('are plain where the terminal knows no others', () => {
		expect(themeFor({LANG: 'C'}).glyphs.running).toBe('*');
		expect(themeFor({LANG: 'en_US.UTF-8', TERM: 'linux'}).isAscii).toBe(true);
		expect(themeFor({LANG: 'de_DE.UTF-8'}).glyphs.running).toBe('●');
		expect(themeFor({LANG: 'de_DE.UTF-8', KUBEKATA_ASCII: '1'}).glyphs.running).toBe('*');
	});

	it('of texts become plain ones of the same width', () => {
		const row = line('web › 4 → 5 · “x” … ─▶ │ 节点');
		expect(ansiOf(row, themeFor({LANG: 'C'}))).toBe('web > 4 > 5 - "x" ~ -> | 节点');
		expect(ansiOf(row, themeFor(UTF8))).toBe('web › 4 → 5 · “x” … ─▶ │ 节点');
	});
});

describe('links', () => {
	it('are drawn only by terminals that are known to do so', () => {
		expect(themeFor({...UTF8, TERM_PROGRAM: 'iTerm.app'}).hasLinks).toBe(true);
		expect(themeFor({...UTF8, VTE_VERSION: '7600'}).hasLinks).toBe(true);
		expect(themeFor({...UTF8, TERM_PROGRAM: 'iTerm.app', TMUX: '/tmp/x'}).hasLinks).toBe(false);
		expect(themeFor(UTF8).hasLinks).toBe(false);
	});
});
