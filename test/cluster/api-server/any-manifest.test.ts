import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import {ApiError} from '../../../src/cluster/api-error.ts';
import {allKinds} from '../../../src/cluster/kinds.ts';
import type {KubeObject} from '../../../src/cluster/objects.ts';
import {type Field, type FieldType, typeNamed} from '../../../src/cluster/schema.ts';
import {world} from './world.ts';

const words = fc.constantFrom('', 'a', 'web', 'A B', '25%', '*/5 * * * *', 'x=y', '10.96.0.1', 'default');
const names = fc.constantFrom('app', 'a/b', 'x y', 'cpu', 'memory', 'storage', '__proto__');

// Objects of a type with some of its fields, of the right types but with any values.
function anything(type: FieldType, depth: number): fc.Arbitrary<Json> {
	switch (type.is) {
		case 'text':
			return type.values.length > 0 ? fc.oneof(fc.constantFrom(...type.values), words) : words;
		case 'number':
			return fc.constantFrom(-1, 0, 1, 3, 80, 99_999);
		case 'boolean':
			return fc.boolean();
		case 'quantity':
			return fc.constantFrom('0', '-1', '100m', '64Mi', '9Ei');
		case 'int-or-text':
			return fc.constantFrom<Json>(-1, 0, 1, '25%', '101%', 'http', '');
		case 'time':
		case 'micro-time':
			return fc.constant('2026-01-05T09:00:00Z');
		case 'bytes':
			return fc.constantFrom('', 'YQ==');
		case 'anything':
			return fc.constantFrom<Json>({}, {a: 1});
		case 'list':
			return fc.array(anything(type.of, depth), {maxLength: 2});
		case 'map':
			return fc.dictionary(names, anything(type.of, depth), {maxKeys: 2}) as fc.Arbitrary<Json>;
		case 'object':
			return depth > 7 ? fc.constant({}) : someFields([...typeNamed(type.name).fields.values()], depth);
	}
}

function someFields(fields: readonly Field[], depth: number): fc.Arbitrary<Json> {
	const values = fields.map(field => {
		const isCommon = ['spec', 'template', 'containers', 'metadata', 'jobTemplate'].includes(field.name);
		const value = fc.constant(0).chain(() => anything(field.type, depth + 1));
		const weight = isCommon ? 20 : depth < 3 ? 3 : 1;
		return fc.oneof({weight, arbitrary: value}, {weight: isCommon ? 1 : 3, arbitrary: fc.constant(null)});
	});
	return fc
		.tuple(...values)
		.map(chosen =>
			Object.fromEntries(
				fields.map(({name}, index) => [name, chosen[index] ?? null]).filter(([, value]) => value !== null),
			),
		);
}

test.each(allKinds().map(({kind}) => kind))('any %s is created, changed and deleted, or refused', kind => {
	const arbitrary = someFields([...typeNamed(kind).fields.values()], 0);
	fc.assert(
		fc.property(arbitrary, arbitrary, (manifest, changed) => {
			const {api, store} = world();
			const attempt = <T>(act: () => T): T | undefined => {
				try {
					return act();
				} catch (error) {
					if (!(error instanceof ApiError)) throw error;
					return undefined;
				}
			};
			const named = (json: Json) =>
				({...(json as object), metadata: {name: 'web', labels: {app: 'web'}}}) as unknown as Json;
			const draft = attempt(() => api.decode(kind, named(manifest)));
			const object = draft && (attempt(() => api.create(draft)) as KubeObject | undefined);
			if (!object) return;
			const before = JSON.stringify(object);
			const {namespace, name} = object.metadata;
			attempt(() => api.patch(kind, namespace, name, {type: 'strategic', body: named(changed)}));
			attempt(() => api.patch(kind, namespace, name, {type: 'merge', body: named(changed)}));
			expect(JSON.stringify(object)).toBe(before);
			api.delete(kind, namespace, name, {gracePeriodSeconds: 0});
			const left = store.get(kind, namespace ? `${namespace}/${name}` : name);
			expect(left === undefined || left.metadata.deletionTimestamp !== undefined).toBe(true);
		}),
		{numRuns: 60},
	);
});
