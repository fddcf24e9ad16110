import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isInRegistry, parseImageName} from '../../../src/cluster/images/image.ts';
import {pi} from '../../../src/cluster/images/perl.ts';

test.each([
	['nginx', 'docker.io/library/nginx:latest', 'nginx', 'latest'],
	['nginx:1.25', 'docker.io/library/nginx:1.25', 'nginx', '1.25'],
	['hashicorp/http-echo', 'docker.io/hashicorp/http-echo:latest', 'hashicorp/http-echo', 'latest'],
	['quay.io/lab/ssd-monitor:1.0', 'quay.io/lab/ssd-monitor:1.0', 'lab/ssd-monitor', '1.0'],
	['localhost:5000/app:v2', 'localhost:5000/app:v2', 'app', 'v2'],
	['docker.io/library/redis:7', 'docker.io/library/redis:7', 'redis', '7'],
])('the name %s in full', (name, full, repository, tag) => {
	expect(parseImageName(name)).toEqual({full, repository, tag});
});

test.each(['Nginx', 'nginx 1.27', 'nginx:', ':1.2', '', 'a//b'])('%j is no name of an image', name => {
	expect(parseImageName(name)).toBeUndefined();
});

test('some names and tags are in no registry', () => {
	const exists = (name: string) => isInRegistry(parseImageName(name)!);
	expect(['nginx', 'nginx:1.25', 'my/own-app:v3'].map(exists)).toEqual([true, true, true]);
	expect(['nginx:nope', 'nginx:1.161', 'typo/app', 'web:9.99', 'broken', 'a:v999'].map(exists)).toEqual(
		Array(6).fill(false),
	);
});

test('digits of pi are real and the last one is rounded', () => {
	expect([1, 2, 5, 6, 16].map(pi)).toEqual(['3', '3.1', '3.1416', '3.14159', '3.141592653589793']);
	expect(pi(2000)).toHaveLength(2001);
	const long = pi(2100);
	fc.assert(
		fc.property(fc.integer({min: 4, max: 2000}), digits => {
			expect(long.startsWith(pi(digits).slice(0, -2))).toBe(true);
		}),
		{numRuns: 30},
	);
});
