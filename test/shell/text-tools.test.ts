import {describe, expect, it} from 'vitest';
import {Terminal} from './terminal.ts';

const PODS =
	'NAME    READY   STATUS    AGE\nweb-1   1/1     Running   5m\nweb-2   0/1     Pending   10s\ndb-0    1/1     Running   2h\n';
const YAML = 'kind: Deployment\nspec:\n  replicas: 2\n  image: nginx:1.25\nstatus:\n  ready: 1\n';

function terminal(): Terminal {
	const machine = new Terminal();
	machine.files.write('/root/pods', PODS);
	machine.files.write('/root/web.yaml', YAML);
	return machine;
}

describe('text tools', () => {
	it.each([
		['grep -c Running pods', '2\n'],
		["grep -A1 -n 'web-1' pods", '2:web-1   1/1     Running   5m\n3-web-2   0/1     Pending   10s\n'],
		['grep -B1 db-0 pods | head -1 | cut -c1-5', 'web-2\n'],
		["grep -oE '[0-9]+/[0-9]+' pods | sort | uniq -c", '      1 0/1\n      2 1/1\n'],
		[
			'grep -v NAME pods | grep -vw Running; grep -iq running pods && echo found',
			'web-2   0/1     Pending   10s\nfound\n',
		],
		["grep -E '^(web|db)-[01]' pods -o; grep -e x -e Pending -c pods; grep -L nothing pods", 'web-1\ndb-0\n1\npods\n'],
		['grep -rn replicas: . ; grep -h kind web.yaml pods', './web.yaml:3:  replicas: 2\nkind: Deployment\n'],
		[
			"sed 's/replicas: .*/replicas: 5/; s#nginx:1\\.25#nginx:1.26#' web.yaml | grep -E 'rep|ima'",
			'  replicas: 5\n  image: nginx:1.26\n',
		],
		["sed -n '/^spec/,/^status/p' web.yaml | sed '1d;$d'", '  replicas: 2\n  image: nginx:1.25\n'],
		[
			"sed -n '2p;$=' web.yaml; sed '/^status:/,$d' web.yaml | wc -l; sed 2q web.yaml | tail -1",
			'spec:\n6\n4\nspec:\n',
		],
		[
			"sed -E 's/^( *)([a-z]+):/\\1<\\2>/' web.yaml | sed -n 3p; echo aXbX | sed 's/X/-/2'; echo ab | sed 's/./[&]/g'",
			'  <replicas> 2\naXb-\n[a][b]\n',
		],
		[
			"sed -e '/replicas/a\\  paused: true' -e '/kind/i\\---' web.yaml | head -4 | tail -3",
			'kind: Deployment\nspec:\n  replicas: 2\n',
		],
		["printf 'x\\nx\\ny\\n' | sed '0,/x/d'; printf 'x\\nx\\ny\\n' | sed '1,/x/d'", 'x\ny\ny\n'],
		["printf 'a\\nb\\nc\\n' | sed -n '$!{h;d};H;x;s/\\n/+/p'; printf 'a\\nb\\n' | sed 'N;s/\\n/,/'", 'b+c\na,b\n'],
		[
			"sed -i 's/2/3/w' web.yaml 2>/dev/null; sed -i.bak 's/replicas: 2/replicas: 4/' web.yaml; grep -h replicas web.yaml web.yaml.bak",
			'  replicas: 4\n  replicas: 2\n',
		],
		["awk 'NR>1 {print $1, $3}' pods", 'web-1 Running\nweb-2 Pending\ndb-0 Running\n'],
		["awk '/Running/{n++} END{print n, NR}' pods; awk -F: '{print $2}' web.yaml | head -1", '2 4\n Deployment\n'],
		['awk \'{a[$3]++} END{for (k in a) print k"="a[k]}\' pods | sort', 'Pending=1\nRunning=2\nSTATUS=1\n'],
		['awk -v min=1 \'$2+0>=min && NR>1{printf "%-6s|%3d\\n",$1,$2}\' pods', 'web-1 |  1\ndb-0  |  1\n'],
		[
			'echo \'a,b,c\' | awk -F, \'BEGIN{OFS="-"}{$2="x"; print; print NF, length($0), substr($0,3), toupper($1), index($0,"c")}\'',
			'a-x-c\n3-5-x-c-A-5\n',
		],
		[
			'awk \'BEGIN{for(i=0;i<3;i++) s=s i; while(i-->1) s=s"."; print s, 7%4, 2^3, 1/4, 1e6, "a"<"b"}\'',
			'012.. 3 8 0.25 1000000 1\n',
		],
		['head -2 pods | tail -1 | tr -s " " | cut -d" " -f1,3', 'web-1 Running\n'],
		[
			'tail -n +3 pods | wc -l; head -n -3 pods | wc -l; tail -2 pods | head -c 5; wc -lw < pods',
			'2\n1\nweb-2      4      16\n',
		],
		[
			'printf "10\\n9\\n1\\n" | sort; printf "b 2\\na 10\\n" | sort -k2 -n; printf "2K\\n1M\\n" | sort -rh; printf "b\\na\\nb\\n" | sort -u',
			'1\n10\n9\nb 2\na 10\n1M\n2K\na\nb\n',
		],
		[
			'echo hello | tr a-y b-z; echo "a  b" | tr -s " "; echo a1b2 | tr -d 0-9; echo Ab | tr "[:upper:]" "[:lower:]"',
			'ifmmp\na b\nab\nab\n',
		],
		[
			"printf '1 2\\n3\\n' | xargs -n1 echo x; printf 'a\\nb\\n' | xargs -I{} echo '<{}>'; echo | xargs -r echo none",
			'x 1\nx 2\nx 3\n<a>\n<b>\n',
		],
		['seq 3 | paste -sd+; seq -w 8 10; seq 1 0.5 2; echo {a..c} | rev', '1+2+3\n08\n09\n10\n1.0\n1.5\n2.0\nc b a\n'],
		[
			"printf '%s=%d\\n' a 1 b 2; printf '%05.2f|%-4s|%x\\n' 3.14159 ab 255; printf '%b' 'x\\ty\\n'",
			'a=1\nb=2\n03.14|ab  |ff\nx\ty\n',
		],
		['echo -e "a\\tb"; echo -n no; echo " end"; basename /a/b.txt .txt; dirname /a/b.txt', 'a\tb\nno end\nb\n/a\n'],
		[
			'echo hello | base64; echo aGVsbG8K | base64 -d; printf abc | sha256sum | cut -c1-16; printf abc | md5sum',
			'aGVsbG8K\nhello\nba7816bf8f01cfea\n900150983cd24fb0d6963f7d28e17f72  -\n',
		],
		[
			'date; date +%Y-%m-%dT%H:%M:%SZ; date -d @0 +%F; date -d "1 hour ago" +%H',
			'Sat Nov 21 10:17:56 UTC 2026\n2026-11-21T10:17:56Z\n1970-01-01\n09\n',
		],
		[
			'expr 3 + 4; expr 2 \\* 3; test 3 -gt 2 && echo gt; [ -f pods -a ! -d pods ] && echo file; [ "" ] || echo empty',
			'7\n6\ngt\nfile\nempty\n',
		],
		[
			"mkdir -p d/e; touch d/x.yaml d/e/y.yaml; find d -name '*.yaml' -type f; find d -maxdepth 1 -type d",
			'd/e/y.yaml\nd/x.yaml\nd\nd/e\n',
		],
		[
			'printf "a\\nb\\nc\\n" > o; printf "a\\nB\\nc\\n" > n; diff o n; diff -u o n | tail -n +3',
			'2c2\n< b\n---\n> B\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n',
		],
		[
			'ls; ls -a | head -2; ls -l pods; cp pods p2; mv p2 p3; rm pods; ls *p*',
			'pods  web.yaml\n.\n..\n-rw-r--r-- 1 root root 118 Nov 21 10:17 pods\np3\n',
		],
	])('%s', (line, out) => {
		expect(terminal().prompt(line).out).toBe(out);
	});

	it.each([
		['ls -z', "ls: invalid option -- 'z'\nTry 'ls --help' for more information.\n", 2],
		['ls nope', "ls: cannot access 'nope': No such file or directory\n", 2],
		['cat nope', 'cat: nope: No such file or directory\n', 1],
		['grep x nope', 'grep: nope: No such file or directory\n', 2],
		['grep', "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n", 2],
		['grep nothing pods', '', 1],
		["sed 's/a/b' pods", "sed: -e expression #1, char 5: unterminated `s' command\n", 1],
		["sed '0p' pods", 'sed: -e expression #1, char 2: invalid usage of line address 0\n', 1],
		["sed 'k' pods", "sed: -e expression #1, char 1: unknown command: `k'\n", 1],
		['head -n x pods', 'head: invalid number of lines: ‘x’\n', 1],
		['sleep now', "sleep: invalid time interval ‘now’\nTry 'sleep --help' for more information.\n", 1],
		['rm nope', "rm: cannot remove 'nope': No such file or directory\n", 1],
		['mkdir pods', 'mkdir: cannot create directory ‘pods’: File exists\n', 1],
		['[ 1 -eq one ]', '[: one: integer expression expected\n', 2],
		['[ a = a', "[: missing `]'\n", 2],
		['cp pods', "cp: missing destination file operand after 'pods'\nTry 'cp --help' for more information.\n", 1],
		['diff pods nope', 'diff: nope: No such file or directory\n', 2],
		['timeout 1 sleep 5', '', 124],
		['date -d yesteryear', 'date: invalid date ‘yesteryear’\n', 1],
		["awk '{print' pods", 'awk: cmd. line:1: {print\nawk: cmd. line:1: ^ unexpected newline or end of string\n', 2],
	])('%s fails', (line, err, code) => {
		expect(terminal().prompt(line)).toEqual({out: '', err, code});
	});
});

describe('pages and columns', () => {
	it.each([
		['column -t pods | head -2', 'NAME   READY  STATUS   AGE\nweb-1  1/1    Running  5m\n'],
		["echo 'a:bb\nccc:d' | column -t -s :", 'a    bb\nccc  d\n'],
		["printf 'b\\nc\\n' > right; printf 'a\\nb\\n' | comm - right; comm -12 right right", 'a\n\t\tb\n\tc\nb\nc\n'],
		['less web.yaml | head -1; more web.yaml | tail -1', 'kind: Deployment\n  ready: 1\n'],
		['seq -s, 3; seq -s , 2', '1,2,3\n1,2\n'],
		["printf '%q\\n' 'a b'; wc -l < /dev/null; cat /dev/null", 'a\\ b\n0\n'],
		[
			`echo '["x","y"]' | jq -c 'to_entries, (.[0] | IN("x", "z"))'`,
			'[{"key":0,"value":"x"},{"key":1,"value":"y"}]\ntrue\n',
		],
	])('%s', (line, out) => {
		expect(terminal().prompt(line)).toEqual({out, err: '', code: 0});
	});
});

describe('jq', () => {
	const LIST =
		'{"items":[{"metadata":{"name":"web","labels":{"app":"x"}},"spec":{"replicas":3}},{"metadata":{"name":"db"},"spec":{"replicas":1}}]}';
	it.each([
		['-r', '.items[].metadata.name', 'web\ndb\n'],
		['-c', '.items|map({name: .metadata.name, r: .spec.replicas})', '[{"name":"web","r":3},{"name":"db","r":1}]\n'],
		[
			'-r',
			'.items[]|select(.spec.replicas > 1 and .metadata.name != "db")|"\\(.metadata.name)=\\(.spec.replicas * 2)"',
			'web=6\n',
		],
		['-c', '[.items[].spec.replicas]|add, max, sort, length', '4\n3\n[1,3]\n2\n'],
		[
			'-c',
			'.items[1].metadata.labels.app // "none", (.items[0]|keys), (.items[0].metadata|has("labels"))',
			'"none"\n["metadata","spec"]\ntrue\n',
		],
		['-c', '.items|sort_by(.spec.replicas)|first.metadata, last.spec', '{"name":"db"}\n{"replicas":3}\n'],
		['-c', '.items[0].spec.replicas |= .+1 | .items[0].spec, del(.items)', '{"replicas":4}\n{}\n'],
		['-c', '.items|group_by(.spec.replicas > 2)|map(length), (.[0]|length)', '[1,1]\n1\n'],
		[
			'-c',
			'.items[0].metadata.labels|to_entries, with_entries(.value+="!")',
			'[{"key":"app","value":"x"}]\n{"app":"x!"}\n',
		],
		[
			'-c',
			'[.items[].metadata.name]|join(","), (.[0]|test("^w")), (map(ascii_upcase)|.[1:])',
			'"web,db"\ntrue\n["DB"]\n',
		],
		[
			'-c',
			'reduce .items[] as $i (0; . + $i.spec.replicas), [limit(1; .items[].spec)], ([1,2,2]|unique)',
			'4\n[{"replicas":3}]\n[1,2]\n',
		],
		['-r', '.items[]|[.metadata.name, .spec.replicas]|@tsv', 'web\t3\ndb\t1\n'],
		['', '.items[1]', '{\n  "metadata": {\n    "name": "db"\n  },\n  "spec": {\n    "replicas": 1\n  }\n}\n'],
		[
			'-c',
			'.items[0]|if .spec.replicas > 5 then "big" elif . then "small" else 0 end, (.x|.y?), ("10"|tonumber), (5|tostring)',
			'"small"\nnull\n10\n"5"\n',
		],
	])('%s %s', (flags, filter, out) => {
		const machine = new Terminal();
		machine.files.write('/root/list', LIST);
		expect(machine.prompt(`jq ${flags} '${filter}' list`)).toEqual({out, err: '', code: 0});
	});

	it('fails in its own words', () => {
		const machine = new Terminal();
		expect(machine.prompt("echo '[1]' | jq .a")).toEqual({
			out: '',
			err: 'jq: error (at <stdin>:0): Cannot index array with "a"\n',
			code: 5,
		});
		expect(machine.prompt("echo null | jq '.[]'")).toMatchObject({
			err: 'jq: error (at <stdin>:0): Cannot iterate over null\n',
			code: 5,
		});
		expect(machine.prompt('echo {} | jq nosuch').err).toBe(
			'jq: error: nosuch/0 is not defined at <top-level>, line 1:\nnosuch\njq: 1 compile error\n',
		);
		expect(machine.prompt("echo '{\"__proto__\": 1}' | jq -c '. + {a: .__proto__}'").out).toBe(
			'{"__proto__":1,"a":1}\n',
		);
	});
});
