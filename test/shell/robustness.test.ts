import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isIncomplete, parseScript} from '../../src/shell/parse.ts';
import {Terminal} from './terminal.ts';

// Pieces that mean something to a shell or its tools, so that random text reaches deep.
const PIECES = [
	'echo',
	'cat',
	'sed',
	'awk',
	'jq',
	'grep',
	'sort',
	'tr',
	'cut',
	'find',
	'printf',
	'test',
	'[',
	']',
	'expr',
	'xargs',
	'date',
	'head',
	'tail',
	'diff',
	'ls',
	'cp',
	'set',
	'if',
	'then',
	'fi',
	'for',
	'in',
	'do',
	'done',
	'while',
	'case',
	'esac',
	'f()',
	'{',
	'}',
	'(',
	')',
	'((',
	'))',
	'[[',
	']]',
	';',
	';;',
	'&',
	'&&',
	'|',
	'||',
	'!',
	'\n',
	'>',
	'>>',
	'<',
	'<<',
	'<<<',
	'2>&1',
	'&>',
	'EOF',
	'"',
	"'",
	'`',
	'$',
	'${',
	'$(',
	'$((',
	'$x',
	'${x:-',
	'${x//',
	'${#',
	'%',
	'#',
	'*',
	'?',
	'{a,b}',
	'{1..3}',
	'~',
	'\\',
	'-n',
	'-e',
	'-r',
	'-c',
	'-i',
	'-k2',
	'-d,',
	's/a/b/',
	'/x/d',
	'$p',
	'{print $1}',
	'BEGIN',
	'.[]',
	'.a|',
	'@base64',
	'=',
	'x=1',
	'a b',
	'/root',
	'f',
	'é',
	'节',
	'\t',
];

const script = fc.oneof(
	{weight: 3, arbitrary: fc.array(fc.constantFrom(...PIECES), {maxLength: 12}).map(pieces => pieces.join(' '))},
	{weight: 1, arbitrary: fc.array(fc.constantFrom(...PIECES), {maxLength: 12}).map(pieces => pieces.join(''))},
	{weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 40})},
);

describe('whatever is typed', () => {
	it('is parsed without a crash', () => {
		fc.assert(
			fc.property(script, text => {
				expect(typeof isIncomplete(text)).toBe('boolean');
				parseScript(text);
			}),
			{numRuns: 500},
		);
	});

	it('runs, is refused or waits, but never crashes', () => {
		fc.assert(
			fc.property(script, text => {
				const terminal = new Terminal();
				terminal.files.write('/root/f', 'a b c\n1 2 3\n');
				terminal.start(text, {name: 'bash', state: terminal.state, isPrompt: true});
				if (terminal.task!.isReading) terminal.closeInput();
				terminal.advance(1000);
				terminal.task!.kill();
			}),
			{numRuns: 400},
		);
	});

	it.each([
		['awk', "awk '{TEXT}' f"],
		['sed', "sed 'TEXT' f"],
		['jq', 'echo \'{"a":[1,"x",null]}\' | jq \'TEXT\''],
		['grep', "grep -E 'TEXT' f"],
	])('is safe as a program of %s', (_name, line) => {
		const program = fc.oneof(
			fc
				.array(
					fc.constantFrom(
						's',
						'/',
						'a',
						'.*',
						'[',
						']',
						'(',
						')',
						'{',
						'}',
						'$1',
						'$',
						'1',
						',',
						';',
						'p',
						'd',
						'g',
						'+',
						'-',
						'|',
						'.a',
						'.[]',
						'"x"',
						'==',
						'?',
						'\\',
						'if',
						'while',
						'print',
						'y',
						'N',
						'x',
						' ',
					),
					{maxLength: 10},
				)
				.map(pieces => pieces.join('')),
			fc.string({unit: 'grapheme', maxLength: 20}).map(text => text.replaceAll("'", '')),
		);
		fc.assert(
			fc.property(program, text => {
				const terminal = new Terminal();
				terminal.files.write('/root/f', 'a b c\n1 2 3\n');
				terminal.start(line.replace('TEXT', () => text.replace(/[\n\0]/g, '')));
				if (terminal.task!.isReading) terminal.closeInput();
				terminal.advance(1000);
				expect(terminal.task!.running).toBe(false);
			}),
			{numRuns: 300},
		);
	});
});
