import {describe, expect, it} from 'vitest';
import {isIncomplete} from '../../src/shell/parse.ts';
import type {Command} from '../../src/shell/program.ts';
import {Terminal} from './terminal.ts';

describe('the learner’s prompt', () => {
	it.each([
		['nosuch', 'bash: nosuch: command not found\n', 127],
		['./run.sh', 'bash: ./run.sh: No such file or directory\n', 127],
		['/etc', 'bash: /etc: Is a directory\n', 126],
		['cd /nope', 'bash: cd: /nope: No such file or directory\n', 1],
		['echo a > /nope/b', 'bash: /nope/b: No such file or directory\n', 1],
		['cat < nofile', 'bash: nofile: No such file or directory\n', 1],
		['echo )', "bash: syntax error near unexpected token `)'\n", 2],
		['echo a | | b', "bash: syntax error near unexpected token `|'\n", 2],
		['if true; fi', "bash: syntax error near unexpected token `fi'\n", 2],
		['echo >', "bash: syntax error near unexpected token `newline'\n", 2],
		['sleep 1 &', 'kubekata: background jobs are not simulated\n', 1],
		['f() { f; }; f', 'bash: maximum function nesting level exceeded (200)\n', 1],
		['declare -A m', 'kubekata: associative arrays are not simulated\n', 1],
	])('%s', (line, err, code) => {
		expect(new Terminal().prompt(line)).toEqual({out: '', err, code});
	});

	it('keeps variables, directory, aliases, functions and the exit code from line to line', () => {
		const terminal = new Terminal();
		terminal.prompt("x=1; alias k='echo -n kubectl' ll='ls -1 '; mkdir sub; cd sub; greet() { echo hello $1; }; false");
		expect(terminal.prompt('echo $? $x $PWD').out).toBe('1 1 /root/sub\n');
		expect(terminal.prompt('k get pods; greet you').out).toBe('kubectl get podshello you\n');
		expect(terminal.prompt('unalias k; k').err).toBe('bash: k: command not found\n');
	});

	it('gives assignments before a command to that command only', () => {
		const edit: Command = function* (args, {env}) {
			yield {kind: 'write', stream: 'stdout', text: `${args.join(' ')} with ${env.get('KUBE_EDITOR')}\n`};
			return 0;
		};
		const terminal = new Terminal({commands: {kubectl: edit}});
		expect(terminal.prompt('KUBE_EDITOR="sed -i s/x/y/" kubectl edit cm').out).toBe('edit cm with sed -i s/x/y/\n');
		expect(terminal.prompt('echo [$KUBE_EDITOR]').out).toBe('[]\n');
	});
});

describe('control flow', () => {
	it.each([
		['for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done', '1\n3\n'],
		['i=0; while [ $i -lt 9 ]; do i=$((i+1)); [ $i = 3 ] && break; echo $i; done', '1\n2\n'],
		['until [ -e f ]; do touch f; echo made; done', 'made\n'],
		['for ((i=0; i<3; i++)); do echo -n $i; done', '012'],
		['for a in 1 2; do for b in x y; do [ $b = y ] && continue 2; echo $a$b; done; done', '1x\n2x\n'],
		['case abc in x|y) echo 1;; a*) echo 2;; *) echo 3;; esac', '2\n'],
		['if false; then echo 1; elif true; then echo 2; else echo 3; fi', '2\n'],
		['true && echo and || echo or; false && echo and || echo or', 'and\nor\n'],
		['! true; echo $?; (exit 3); echo $?', '1\n3\n'],
		['x=1; (x=2; echo $x); echo $x; { x=3; }; echo $x', '2\n1\n3\n'],
		["[[ 'a b' =~ [[:blank:]] && x.y =~ ^x[[:punct:]]y$ ]] && echo yes", 'yes\n'],
		['[[ abc == a* && 2 -gt 1 && ! -e nope && x =~ ^x$ ]] && echo yes', 'yes\n'],
		['f() { local v=in; return 4; }; v=out; f; echo $? $v', '4 out\n'],
		['echo one; echo two >&2; echo three', 'one\nthree\n'],
		['{ echo out; echo err >&2; } 2>&1 | sort', 'err\nout\n'],
		['echo a > f; echo b >> f; cat < f; cat f f | wc -l', 'a\nb\n4\n'],
		['(echo out; echo err >&2) > both 2>&1; cat both; echo x &> all; cat all', 'out\nerr\nx\n'],
		['echo gone 2>&1 >/dev/null; exec > log; echo kept; exec > /dev/stdout', ''],
		['printf "a b\\nc d\\n" | while read x y; do echo $y-$x; done', 'b-a\nd-c\n'],
		['IFS=: read u rest <<< "root:x:0"; echo $u $rest', 'root x:0\n'],
		['eval "a=5; echo \\$a"; echo "echo sourced" > s; . ./s', '5\nsourced\n'],
		['set -- a b c; shift; echo $1 $#', 'b 2\n'],
		['cat <(echo sub)', 'sub\n'],
		["sh -c 'echo $0 $1' name arg; echo 'echo in $0: $1' > r.sh; sh r.sh x", 'name arg\nin r.sh: x\n'],
	])('%s', (script, out) => {
		const terminal = new Terminal();
		expect(terminal.sh(script).out).toBe(out);
	});

	it('ends a script at the first failure with set -e, but not in conditions', () => {
		expect(
			new Terminal().sh('set -e; if false; then :; fi; false || echo caught; ! true; false; echo not reached'),
		).toEqual({
			out: 'caught\n',
			err: '',
			code: 1,
		});
	});

	it('shows commands with set -x', () => {
		expect(new Terminal().sh('set -x; a="b c"; echo $a "$a"').err).toBe("+ a='b c'\n+ echo b c 'b c'\n");
	});

	it('names the line of an error in a script file', () => {
		const terminal = new Terminal();
		terminal.files.write('/root/run.sh', '#!/bin/bash\n\nnosuch\n', {mode: 0o755});
		expect(terminal.prompt('./run.sh').err).toBe('./run.sh: line 3: nosuch: command not found\n');
		terminal.prompt('chmod -x run.sh');
		expect(terminal.prompt('./run.sh')).toEqual({out: '', err: 'bash: ./run.sh: Permission denied\n', code: 126});
	});

	it('bounds scripts that call themselves', () => {
		const terminal = new Terminal();
		terminal.files.write('/root/r.sh', 'sh r.sh\n');
		expect(terminal.sh('sh r.sh')).toEqual({out: '', err: 'r.sh: shells are nested too deeply\n', code: 1});
	});

	it('lets a loop that never waits use up virtual time and nothing else', () => {
		const terminal = new Terminal();
		terminal.start('while :; do :; done');
		terminal.advance(3_600_000);
		expect(terminal.task!.running).toBe(true);
	});
});

describe('incomplete input', () => {
	it.each([
		'echo "a',
		"echo 'a",
		'echo a |',
		'echo a &&',
		'echo a \\',
		'if true; then',
		'for x in a; do',
		'while true; do echo',
		'case x in',
		'(echo a',
		'{ echo a;',
		'echo $(ls',
		'cat <<EOF',
		'cat <<EOF\nabc',
		'kubectl apply -f - <<END\nkind: Pod',
		'f() {',
		'x=$(cat <<E',
	])('%s wants more', text => {
		expect(isIncomplete(text)).toBe(true);
	});

	it.each(['', 'echo a', 'echo )', 'if true; fi', 'cat <<EOF\nabc\nEOF', 'echo a\\\\', 'echo a; done', "echo '\\'"])(
		'%s is complete',
		text => {
			expect(isIncomplete(text)).toBe(false);
		},
	);
});
