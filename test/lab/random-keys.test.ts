import fc from 'fast-check';
import {expect, it} from 'vitest';
import {createLab} from '../../src/lab.ts';
import type {Key} from '../../src/shell/key.ts';

const NAMES = [
	...(['enter', 'tab', 'backspace', 'delete', 'escape', 'left', 'right', 'up', 'down'] as const),
	...(['home', 'end', 'pageup', 'pagedown'] as const),
];
const WORDS = [
	'kubectl ',
	'get ',
	'pods',
	' -w',
	'sleep 5',
	'hint',
	'undo',
	'redo',
	'why ',
	'replay 3',
	'speed 10',
	'advance 5m',
	'cat <<X',
	'"',
	'$(',
];
const key: fc.Arbitrary<Key> = fc.oneof(
	fc.record({text: fc.constantFrom(...WORDS)}),
	fc.record({text: fc.string({unit: 'binary', maxLength: 3})}),
	fc.record({text: fc.constantFrom(...'abcdefghklnprtuwyz'), ctrl: fc.boolean(), alt: fc.boolean()}),
	fc.record({
		text: fc.constant(''),
		name: fc.constantFrom(...NAMES),
		ctrl: fc.boolean(),
		alt: fc.boolean(),
		shift: fc.boolean(),
	}),
);

it('any keys, and time between them, leave a lab that answers', {timeout: 60_000}, () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(key, fc.constantFrom(0, 0, 0, 50, 3000)), {maxLength: 40}), presses => {
			const lab = createLab({seed: 2, locale: 'en'});
			for (const [pressed, waitMs] of presses) {
				lab.press(pressed);
				if (waitMs > 0) lab.advance(waitMs);
				expect(lab.view().scrollback.every(({text}) => !text.includes('internal error'))).toBe(true);
			}
			// Whatever is half typed, open or running ends here.
			for (let count = 0; count < 3; count++) lab.interrupt();
			lab.submit('echo still here');
			lab.runUntilPrompt(1000);
			expect(lab.view().scrollback.map(({text}) => text)).toContain('still here');
		}),
		{numRuns: 120},
	);
});
