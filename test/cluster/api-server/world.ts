import type {Json} from '../../../src/cluster/api.ts';
import {ApiServer} from '../../../src/cluster/api-server.ts';
import {Clock} from '../../../src/cluster/clock.ts';
import type {Kind, Objects} from '../../../src/cluster/objects.ts';
import {Random} from '../../../src/cluster/random.ts';
import {Store} from '../../../src/cluster/store.ts';

/** An API server with the namespaces `default` and `kube-system` and nobody else around. */
export function world() {
	const store = new Store();
	const clock = new Clock(Date.UTC(2026, 0, 5, 9));
	const api = new ApiServer({store, clock, random: new Random(1)});
	const create = <K extends Kind>(kind: K, manifest: Json): Objects[K] => api.create<K>(api.decode(kind, manifest));
	create('Namespace', {metadata: {name: 'default'}});
	create('Namespace', {metadata: {name: 'kube-system'}});
	return {store, clock, api, create};
}

export function podManifest(
	name: string,
	spec: {[key: string]: Json} = {},
	metadata: {[key: string]: Json} = {},
): Json {
	return {
		metadata: {name, namespace: 'default', ...metadata},
		spec: {containers: [{name: 'app', image: 'nginx:1.25'}], ...spec},
	};
}

export function deploymentManifest(name: string, spec: {[key: string]: Json} = {}): Json {
	return {
		metadata: {name, namespace: 'default'},
		spec: {
			selector: {matchLabels: {app: name}},
			template: {metadata: {labels: {app: name}}, spec: {containers: [{name: 'nginx', image: 'nginx:1.25'}]}},
			...spec,
		},
	};
}
