import {describe, expect, it} from 'vitest';
import {Terminal} from './terminal.ts';

describe('arrays', () => {
	it.each([
		['a=(one two three); echo ${a[1]} ${#a[@]} ${a[-1]} $a ${a[*]}', 'two 3 three one one two three\n'],
		[`a=(one "two words"); for x in "\${a[@]}"; do echo "<$x>"; done`, '<one>\n<two words>\n'],
		['a=(one "two words"); for x in ${a[@]}; do echo "<$x>"; done', '<one>\n<two>\n<words>\n'],
		['a=(); for x in "${a[@]}" "${!a[@]}"; do echo "<$x>"; done; echo ${#a[@]}', '0\n'],
		['a=(1 2); a+=(3); a[5]=x; echo "${a[@]}" "${!a[@]}" ${#a[@]}', '1 2 3 x 0 1 2 5 4\n'],
		['i=1; a=(p q r); echo ${a[i]} ${a[$i]} ${a[i+1]} ${#a[1]}', 'q q r 1\n'],
		['a=(web-1 web-2); echo "${a[@]%-*}" "${a[@]/web/app}" ${a[0]#web-}', 'web web app-1 app-2 1\n'],
		['a=(a b c d); echo ${a[@]:1:2} ${a[@]:2} "${a[9]:-none}"', 'b c c d none\n'],
		['a=(x y); b=("${a[@]}" z); (a+=(z)); echo ${#a[@]} ${b[2]}; unset a; echo "[${a[0]}]"', '2 z\n[]\n'],
		['a=(x y); IFS=,; echo "${a[*]}" "p${a[@]}q"', 'x,y px yq\n'],
		['f() { local l=(1 2); echo ${#l[@]}; }; f; echo "[${l[@]}]"; l=x; f; echo ${#l[@]} $l', '2\n[]\n2\n1 x\n'],
		['declare -a l; l+=(x); x=5; echo ${l[0]} ${x[0]} ${#x[@]}', 'x 5 1\n'],
	])('%s', (line, out) => {
		expect(new Terminal().prompt(line)).toEqual({out, err: '', code: 0});
	});

	it('are bounded', () => {
		expect(new Terminal().prompt('a[99999999]=x')).toMatchObject({
			err: 'kubekata: such a long array is not simulated\n',
			code: 1,
		});
	});

	it('are no part of a plain sh', () => {
		expect(new Terminal().prompt("sh -c 'a=(x y); echo no'").code).not.toBe(0);
	});
});
