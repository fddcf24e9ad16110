import {render} from 'ink-testing-library';
import {describe, expect, it} from 'vitest';
import {Lines} from '../../src/ui/components/Lines.tsx';
import {line} from '../../src/ui/line.ts';
import {themeFor} from '../../src/ui/theme.ts';

describe('rows on screen', () => {
	const rows = [line('deploy/web  ', {text: '4/4', role: 'good', bold: true}), [], line({text: '节点', role: 'muted'})];

	it('draws one row below the other, empty ones too', () => {
		const {lastFrame, unmount} = render(<Lines lines={rows} theme={themeFor({})} />);
		expect(lastFrame()?.replace(/\u001b\[[\d;]*m/g, '')).toBe('deploy/web  4/4\n\n节点');
		unmount();
	});

	it('cuts a row that is too long instead of wrapping it', () => {
		const {lastFrame, unmount} = render(<Lines lines={[line('x'.repeat(150))]} theme={themeFor({})} />);
		expect(lastFrame()?.split('\n')).toHaveLength(1);
		unmount();
	});
});

describe('theme', () => {
	it('has no colours with NO_COLOR, and plain characters where the terminal knows no others', () => {
		expect(themeFor({NO_COLOR: '1'}).colors).toEqual({});
		expect(themeFor({LANG: 'C'}).glyphs.running).toBe('*');
		expect(themeFor({LANG: 'de_DE.UTF-8'}).glyphs.running).toBe('●');
		expect(themeFor({LANG: 'de_DE.UTF-8', KUBEKATA_ASCII: '1'}).glyphs.running).toBe('*');
	});
});
