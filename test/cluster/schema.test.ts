import {expect, test} from 'vitest';
import {documentation} from '../../src/cluster/generated/documentation.ts';
import {allKinds} from '../../src/cluster/kinds.ts';
import {explainedTypeOf, fieldAt, innermost, typeNamed} from '../../src/cluster/schema.ts';

test('every kind is described down to its last field', () => {
	const seen = new Set<string>();
	const visit = (name: string): void => {
		if (seen.has(name)) return;
		seen.add(name);
		for (const field of typeNamed(name).fields.values()) {
			const inner = innermost(field.type);
			if (inner.is === 'object') visit(inner.name);
			expect(documentation[name], name).toHaveProperty([field.name]);
		}
	};
	for (const {kind} of allKinds()) visit(kind);
	expect(seen.size).toBeGreaterThan(200);
});

test.each([
	['Pod', 'spec.containers', '[]Container', true],
	['Pod', 'spec.containers.imagePullPolicy', 'string', false],
	['Pod', 'spec.containers.resources.limits', 'map[string]Quantity', false],
	['Pod', 'metadata.creationTimestamp', 'string', false],
	['Deployment', 'spec.replicas', 'integer', false],
	['Deployment', 'spec.selector', 'LabelSelector', true],
	['Deployment', 'spec.strategy.rollingUpdate.maxSurge', 'IntOrString', false],
	['ConfigMap', 'data', 'map[string]string', false],
	['StatefulSet', 'spec.volumeClaimTemplates', '[]PersistentVolumeClaim', false],
	['Endpoints', 'subsets.ports.port', 'integer', true],
] as const)('%s.%s is of type %s, required: %s', (kind, path, type, required) => {
	const field = fieldAt(kind, path.split('.'));
	expect(field && [explainedTypeOf(field.type), field.required]).toEqual([type, required]);
});

test('fields and values of later versions are unknown', () => {
	expect(fieldAt('Pod', ['spec', 'schedulingGroup'])).toBeUndefined();
	expect(fieldAt('Pod', ['spec', 'tolerations', 'operator'])?.type).toMatchObject({values: ['Equal', 'Exists']});
});
