import {describe, expect, it} from 'vitest';
import {imageTag} from '../../../src/cluster/core/pod-defaults.ts';
import {qualityOfService} from '../../../src/cluster/core/pod-qos.ts';
import {podManifest, world} from '../api-server/world.ts';

describe('what the server fills in', () => {
	it.each([
		['nginx', 'latest'],
		['nginx:1.27', '1.27'],
		['registry.example.com:5000/team/app', 'latest'],
		['registry.example.com:5000/team/app:v2', 'v2'],
		['nginx@sha256:0123', ''],
		['Nginx 1', ''],
	])('the tag of %s is %s', (image, tag) => {
		expect(imageTag(image)).toBe(tag);
	});

	it('makes limits the requests that are missing, but not in a template', () => {
		const {create} = world();
		const containers = [
			{name: 'app', image: 'nginx', resources: {limits: {cpu: '1', memory: '1Gi'}, requests: {cpu: '500m'}}},
		];
		const pod = create('Pod', podManifest('web', {containers}));
		expect(pod.spec.containers[0]?.resources?.requests).toEqual({cpu: '500m', memory: '1Gi'});
		expect(pod.spec.containers[0]?.imagePullPolicy).toBe('Always');
		expect(pod.status).toEqual({phase: 'Pending', qosClass: 'Burstable'});
		const deployment = create('Deployment', {
			metadata: {name: 'web'},
			spec: {selector: {matchLabels: {app: 'web'}}, template: {metadata: {labels: {app: 'web'}}, spec: {containers}}},
		});
		expect(deployment.spec.template.spec?.containers[0]?.resources?.requests).toEqual({cpu: '500m'});
		expect(deployment.spec.template.spec?.enableServiceLinks).toBeUndefined();
	});

	it.each([
		[{}, 'BestEffort'],
		[{requests: {cpu: '1'}}, 'Burstable'],
		[{limits: {cpu: '1', memory: '1Gi'}, requests: {cpu: '1000m', memory: '1024Mi'}}, 'Guaranteed'],
		[{limits: {cpu: '1'}, requests: {cpu: '1'}}, 'Burstable'],
	])('resources %j are %s', (resources, quality) => {
		expect(qualityOfService({containers: [{name: 'a', resources}]})).toBe(quality);
	});
});
