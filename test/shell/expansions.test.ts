import {beforeEach, describe, expect, it} from 'vitest';
import {Terminal} from './terminal.ts';

let terminal: Terminal;

beforeEach(() => {
	terminal = new Terminal();
	for (const name of ['a.yaml', 'b.yaml', 'notes.txt', '.hidden']) terminal.files.write(`/root/${name}`, `${name}\n`);
	terminal.prompt('x=a.tar.gz; empty=; two="a  b"; star="*.yaml"; n=5');
});

// Each word of the result between brackets, so that splitting shows.
function words(text: string): string {
	return terminal.prompt(`for word in ${text}; do printf '[%s]' "$word"; done`).out;
}

describe('expansion of words', () => {
	it.each([
		['$x ${x} "$x"', '[a.tar.gz][a.tar.gz][a.tar.gz]'],
		['${x#*.} ${x##*.} ${x%.*} ${x%%.*}', '[tar.gz][gz][a.tar][a]'],
		['${x/a/A} ${x//a/A} ${x/#a/B} ${x/%gz/xz} ${x//[.t]/_}', '[A.tar.gz][A.tAr.gz][B.tar.gz][a.tar.xz][a__ar_gz]'],
		['${#x} ${x:2} ${x:2:3} ${x: -2} ${x^^} ${x^}', '[8][tar.gz][tar][gz][A.TAR.GZ][A.tar.gz]'],
		['${nope:-d e} "${nope:-d e}" ${empty-kept} ${empty:-used}', '[d][e][d e][used]'],
		['${x:+set} ${nope:+set} "${nope:+set}"', '[set][]'],
		['${new:=made} $new', '[made][made]'],
		['$two "$two" pre$two', '[a][b][a  b][prea][b]'],
		[
			'$star "$star" *.yaml \\*.yaml [ab].yaml ?.yaml',
			'[a.yaml][b.yaml][*.yaml][a.yaml][b.yaml][*.yaml][a.yaml][b.yaml][a.yaml][b.yaml]',
		],
		['*.none .h* [!a]*.txt', '[*.none][.hidden][notes.txt]'],
		['{1..3} {c..a} {01..03} {0..10..5} x{a,b{1,2}}y', '[1][2][3][c][b][a][01][02][03][0][5][10][xay][xb1y][xb2y]'],
		['{} {a} {a,"b c"} {$n,x}', '[{}][{a}][a][b c][5][x]'],
		['~ ~/y "~" a~', '[/root][/root/y][~][a~]'],
		['$(echo one two) "$(echo one two)" `echo back`', '[one][two][one two][back]'],
		[
			'$((n * 2 + 1)) $(($n % 3)) $((n > 3 ? 10 : 20)) $((1 << 4 | 3)) $((-7 / 2)) $((2 ** 10))',
			'[11][2][10][19][-3][1024]',
		],
		["'$x' \"\\$x\" $'a\\tb' a\\ b", '[$x][$x][a\tb][a b]'],
		[
			'custom-columns=A:.spec.taints[*].key,B:.metadata.annotations.a\\\\.b/c',
			'[custom-columns=A:.spec.taints[*].key,B:.metadata.annotations.a\\.b/c]',
		],
		['"$@" "x$@" $#', '[x][0]'],
	])('%s', (text, expected) => {
		expect(words(text)).toBe(expected);
	});

	it('keeps positional parameters apart', () => {
		const show = (args: string) => terminal.sh(`for a in ${args}; do printf '[%s]' "$a"; done`, 'one', 'two words').out;
		expect(show('"$@"')).toBe('[one][two words]');
		expect(show('$*')).toBe('[one][two][words]');
		expect(show('"$*"')).toBe('[one two words]');
		expect(show('"<$@>"')).toBe('[<one][two words>]');
	});

	it('says what is wrong and runs nothing', () => {
		expect(terminal.prompt('echo ${nope:?must be set}; echo after')).toEqual({
			out: '',
			err: 'bash: nope: must be set\n',
			code: 1,
		});
		expect(terminal.prompt('echo $((1 / 0))').err).toBe('bash: 1 / 0: division by 0 (error token is "0")\n');
		expect(terminal.sh('set -u; echo $nope; echo after')).toEqual({
			out: '',
			err: 'sh: nope: parameter not set\n',
			code: 1,
		});
		expect(terminal.prompt('echo {1..99999}').err).toBe('bash: brace expansion: too many words\n');
	});

	it('expands here-documents unless their mark is quoted', () => {
		expect(terminal.prompt('cat <<EOF\n$x "$n" $((n+1)) $(echo s) \\$x\nEOF').out).toBe('a.tar.gz "5" 6 s $x\n');
		expect(terminal.prompt("cat <<'EOF'\n$x\nEOF").out).toBe('$x\n');
		expect(terminal.prompt('cat <<-EOF\n\t\ttab\n\tEOF').out).toBe('tab\n');
	});
});
