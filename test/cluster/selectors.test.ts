import fc from 'fast-check';
import {expect, test} from 'vitest';
import {matchesFields, parseFieldSelector} from '../../src/cluster/field-selectors.ts';
import {parseLabelSelector, requirementText} from '../../src/cluster/label-selector.ts';
import type {Pod} from '../../src/cluster/objects.ts';
import {
	formatLabelSelector,
	type LabelSelector,
	matchesLabelSelector,
	matchesRequirements,
	toLabelSelector,
	validateLabelSelector,
} from '../../src/cluster/selectors.ts';

const labels = {app: 'cart', env: 'prod', tier: '1'};

test.each([
	['app=cart', true],
	['app==cart,env!=prod', false],
	['env in (prod,test)', true],
	['env notin (prod)', false],
	['missing notin (a)', true],
	['missing!=a', true],
	['tier', true],
	['!tier', false],
	['!missing , app', true],
	['tier>0,tier<2', true],
	['tier>1', false],
	['app=', false],
	['app in ()', false],
	['app in (,cart)', true],
	['x in (in,notin)', false],
	['', true],
])('labels of a cart in production, selected by %j: %s', (selector, selected) => {
	expect(matchesRequirements(parseLabelSelector(selector), labels)).toBe(selected);
});

const NAME =
	"name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE =
	"a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

test.each([
	['app in cart', "unable to parse requirement: found 'cart' expected: '('"],
	['app=cart=prod', "found '=', expected: ',' or 'end of string'"],
	['app=cart,', "found '', expected: identifier after ','"],
	['=cart', "found '=', expected: !, identifier, or 'end of string'"],
	['app cart', "unable to parse requirement: found 'cart', expected: in, notin, =, ==, !=, gt, lt"],
	['!', "unable to parse requirement: found '', expected: identifier"],
	['app=(a)', "unable to parse requirement: found '(', expected: identifier"],
	['app in (a b)', "unable to parse requirement: found 'b', expected: ',' or ')'"],
	['app in (a', "unable to parse requirement: found '', expected: ',' or ')'"],
	['-app=a', `unable to parse requirement: <nil>: Invalid value: "-app": ${NAME}`],
	['app=-a', `unable to parse requirement: values[0][app]: Invalid value: "-a": ${VALUE}`],
	[
		'tier>x',
		"unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
	],
])('the selector %j is refused', (selector, message) => {
	expect(() => parseLabelSelector(selector)).toThrow(message);
});

test('whatever is typed as a selector is read or refused', () => {
	const pieces = fc.constantFrom('app', 'in', 'notin', '=', '==', '!=', '!', '(', ')', ',', '<', '>', ' ', '1', '-');
	fc.assert(
		fc.property(fc.array(pieces), words => {
			try {
				const requirements = parseLabelSelector(words.join(''));
				const written = requirements.map(requirementText).join(',');
				expect(parseLabelSelector(written)).toEqual(requirements);
			} catch (error) {
				expect(error).toMatchObject({reason: 'BadRequest'});
			}
		}),
	);
});

test('a selector of a spec matches, prints and is read back', () => {
	const selector: LabelSelector = {
		matchLabels: {tier: '1', app: 'cart'},
		matchExpressions: [
			{key: 'env', operator: 'In', values: ['test', 'prod']},
			{key: 'old', operator: 'DoesNotExist'},
		],
	};
	expect(matchesLabelSelector(selector, labels)).toBe(true);
	expect(matchesLabelSelector(selector, {...labels, old: ''})).toBe(false);
	expect(formatLabelSelector(selector)).toBe('app=cart,env in (prod,test),!old,tier=1');
	expect(matchesLabelSelector(toLabelSelector(formatLabelSelector(selector)), labels)).toBe(true);
});

test('no selector selects nothing, an empty one everything', () => {
	expect([matchesLabelSelector(undefined, labels), matchesLabelSelector({}, labels)]).toEqual([false, true]);
	expect(formatLabelSelector(undefined)).toBe('<none>');
	expect(matchesLabelSelector({matchLabels: {constructor: 'x'}}, {})).toBe(false);
});

test('problems of a selector name their place', () => {
	const selector = {
		matchExpressions: [
			{key: 'a', operator: 'In'},
			{key: 'b', operator: 'Exists', values: ['x']},
			{key: 'c', operator: 'Like'},
		],
	} as LabelSelector;
	expect(validateLabelSelector(selector, 'spec.selector').map(({path, text}) => `${path}: ${text}`)).toEqual([
		"spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
		"spec.selector.matchExpressions[1].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
		'spec.selector.matchExpressions[2].operator: Invalid value: "Like": not a valid selector operator',
	]);
});

const pod = {
	kind: 'Pod',
	metadata: {name: 'web', namespace: 'default'},
	spec: {nodeName: 'worker-1', containers: []},
	status: {phase: 'Running'},
} as unknown as Pod;

test.each([
	['status.phase=Running', true],
	['status.phase!=Running', false],
	['spec.nodeName==worker-1,metadata.name=web', true],
	['spec.hostNetwork=false', true],
	['status.podIP=', true],
])('a running Pod, selected by the field %s: %s', (selector, selected) => {
	expect(matchesFields(parseFieldSelector('Pod', selector), pod)).toBe(selected);
});

test.each([
	['Pod', 'spec.image=nginx', 'field label not supported: spec.image'],
	['Job', 'spec.parallelism=1', 'field label "spec.parallelism" not supported for Job'],
	[
		'Deployment',
		'spec.replicas=1',
		'"spec.replicas" is not a known field selector: only "metadata.name", "metadata.namespace"',
	],
	['Pod', 'status.phase', "invalid selector: 'status.phase'; can't understand 'status.phase'"],
] as const)('a %s can’t be selected by %s', (kind, selector, message) => {
	expect(() => parseFieldSelector(kind, selector)).toThrow(message);
});
