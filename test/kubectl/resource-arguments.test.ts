import {describe, expect, test} from 'vitest';
import {MISSING_RESOURCE, resolveArguments} from '../../src/kubectl/resource-arguments.ts';

const resolve = (line: string, options: object = {}) => {
	const found = resolveArguments({args: line === '' ? [] : line.split(' '), namespace: 'default', ...options});
	return found.type === 'kinds'
		? found.definitions.map(({plural}) => plural)
		: found.names.map(({definition, name, namespace}) => `${namespace ?? ''}:${definition.plural}/${name}`);
};

describe('resource arguments', () => {
	test.each([
		['pod web db', ['default:pods/web', 'default:pods/db']],
		['po/web svc/web', ['default:pods/web', 'default:services/web']],
		['deploy,rs web', ['default:deployments/web', 'default:replicasets/web']],
		['deployments.apps/web', ['default:deployments/web']],
		['node worker-1', [':nodes/worker-1']],
	])('%s', (line, names) => {
		expect(resolve(line)).toEqual(names);
	});

	test('whole kinds, categories and duplicates', () => {
		expect(resolve('pods', {emptyMeansAll: true})).toEqual(['pods']);
		expect(resolve('deploy,deployments,po', {labelSelector: 'app=web'})).toEqual(['deployments', 'pods']);
		expect(resolve('all', {emptyMeansAll: true})).toEqual([
			'pods',
			'replicationcontrollers',
			'services',
			'daemonsets',
			'deployments',
			'replicasets',
			'statefulsets',
			'horizontalpodautoscalers',
			'cronjobs',
			'jobs',
		]);
	});

	test.each([
		['', {}, MISSING_RESOURCE.replace('error: ', '')],
		['pods', {}, 'resource(s) were provided, but no name was specified'],
		['pdos', {emptyMeansAll: true}, 'the server doesn\'t have a resource type "pdos"'],
		['pods/', {}, 'arguments in resource/name form must have a single resource and name'],
		['pods/a/b', {}, 'arguments in resource/name form may not have more than one slash'],
		['pod web', {all: true}, 'name cannot be provided when a selector is specified'],
		[
			'pod/web',
			{labelSelector: 'a=b'},
			'selectors and the all flag cannot be used when passing resource/name arguments',
		],
		['', {labelSelector: 'a=b'}, 'at least one resource must be specified to use a selector'],
		['pod web', {allNamespaces: true}, 'a resource cannot be retrieved by name across all namespaces'],
		['pods', {all: true, labelSelector: 'a=b'}, "setting 'all' parameter but found a non empty selector. "],
		['pods,svc', {emptyMeansAll: true, singleKind: true}, 'you may only specify a single resource type'],
		[
			'pod',
			{withFiles: true},
			'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
		],
	])('%j is refused with %j', (line, options, message) => {
		expect(() => resolve(line, options)).toThrow(`error: ${message}`);
	});
});
