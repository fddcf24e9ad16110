import {expect, it} from 'vitest';
import {kindsOf} from '../../src/lessons/evaluate.ts';

it('looks at an expression again when what it shows can have changed', () => {
	const check = {kind: 'cel', namespace: 'default', expression: 'pods.size() == 1', have: 'services.size()'} as const;
	expect(kindsOf(check)).toEqual(['Pod', 'Service']);
	expect(kindsOf({...check, want: 'string(now)'})).toBeUndefined();
});
