import {expect, test} from 'vitest';
import {parseTaints} from '../../../src/kubectl/commands/taint-changes.ts';

test('key=value:effect, key:effect, and removals with or without effect', () => {
	expect(parseTaints(['dedicated=db:NoSchedule', 'gpu:NoExecute', 'old-', 'a:NoSchedule-'])).toEqual({
		add: [
			{key: 'dedicated', value: 'db', effect: 'NoSchedule'},
			{key: 'gpu', effect: 'NoExecute'},
		],
		remove: [{key: 'old'}, {key: 'a', effect: 'NoSchedule'}],
	});
});

const NAME_RULE =
	"name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
	"(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

test.each([
	['dedicated=db:NoSchedul', 'invalid taint effect: NoSchedul, unsupported taint effect'],
	['dedicated=db', `invalid taint spec: dedicated=db, ${NAME_RULE}`],
	['a=b=c:NoSchedule', 'invalid taint spec: a=b=c:NoSchedule'],
	['a:b:c', 'invalid taint spec: a:b:c'],
])('%s is refused', (text, message) => {
	expect(() => parseTaints([text])).toThrow(`error: ${message}\nSee 'kubectl taint -h' for help and examples`);
});

test('the same key and effect twice is refused in the words of Go', () => {
	expect(() => parseTaints(['x=1:NoSchedule', 'x=2:NoSchedule'])).toThrow(
		'error: duplicated taints with the same key and effect: {x 2 NoSchedule <nil>}',
	);
});
