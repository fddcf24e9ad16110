import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {Session} from './session.ts';

const LESSONS = join(import.meta.dirname, '../../lessons');
const manifests = readdirSync(LESSONS, {recursive: true, encoding: 'utf8'})
	.filter(path => /\/(files|setup)\/.*\.yaml$/.test(path))
	.sort()
	.map(path => readFileSync(join(LESSONS, path), 'utf8'));

// Bytes are lost, doubled, replaced by anything, or whole pieces change places.
const damage = fc.tuple(
	fc.nat(5000),
	fc.nat(12),
	fc.oneof(
		fc.string({unit: 'binary', maxLength: 4}),
		fc.constantFrom(
			': ',
			'- ',
			'\n',
			'  ',
			'[',
			'{',
			'"',
			'&a ',
			'*a',
			'---\n',
			'-1',
			'1e9',
			'null',
			'{}',
			'[]',
			'__proto__: 1',
		),
	),
	fc.nat(5000),
);

it('a manifest with damaged bytes is applied or refused, and never breaks the cluster', {timeout: 60_000}, () => {
	const session = new Session();
	let refused = 0;
	fc.assert(
		fc.property(fc.constantFrom(...manifests), fc.array(damage, {minLength: 1, maxLength: 4}), (manifest, damages) => {
			const text = damages.reduce((before, [at, lost, noise, from]) => {
				const place = at % before.length;
				const moved = before.slice(from % before.length, (from % before.length) + lost);
				return `${before.slice(0, place)}${noise}${moved}${before.slice(place + lost)} `;
			}, manifest);
			const file = Buffer.from(text).toString('base64');
			const {out, err, code} = session.run(`echo '${file}' | base64 -d | kubectl apply -f -`, 5000);
			expect(out + err).not.toMatch(/internal error:|\n {4}at /);
			if (code !== 0) refused++;
			if (code === 1) expect(err).not.toBe('');
			session.cluster.advance(1000);
			expect(session.cluster.failures).toEqual([]);
		}),
		{numRuns: 400},
	);
	expect(refused).toBeGreaterThan(50);
});
