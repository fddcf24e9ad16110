import type {ControllerContext} from './controller.ts';

/** What is in a cluster before anybody works with it: namespaces, system priority classes, the API's own Service, the default StorageClass. */
export function bootstrap({api}: ControllerContext): void {
	for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) {
		api.create<'Namespace'>({apiVersion: 'v1', kind: 'Namespace', metadata: {name}});
	}
	for (const [name, value] of [
		['system-cluster-critical', 2_000_000_000],
		['system-node-critical', 2_000_001_000],
	] as const) {
		api.create<'PriorityClass'>({
			apiVersion: 'scheduling.k8s.io/v1',
			kind: 'PriorityClass',
			metadata: {name},
			value,
			description: `Used for system critical pods that must ${name === 'system-node-critical' ? 'not be moved from their current node' : 'run in the cluster, but can be moved to another node if necessary'}.`,
		});
	}
	createApiService(api);
	api.create<'StorageClass'>({
		apiVersion: 'storage.k8s.io/v1',
		kind: 'StorageClass',
		metadata: {name: 'standard', annotations: {'storageclass.kubernetes.io/is-default-class': 'true'}},
		provisioner: 'rancher.io/local-path',
		volumeBindingMode: 'WaitForFirstConsumer',
	});
}

function createApiService(api: ControllerContext['api']): void {
	const labels = {component: 'apiserver', provider: 'kubernetes'};
	api.create<'Service'>({
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'kubernetes', namespace: 'default', labels},
		spec: {clusterIP: '10.96.0.1', ports: [{name: 'https', port: 443, protocol: 'TCP', targetPort: 6443}]},
	});
	api.create<'Endpoints'>({
		apiVersion: 'v1',
		kind: 'Endpoints',
		metadata: {name: 'kubernetes', namespace: 'default', labels: {'endpointslice.kubernetes.io/skip-mirror': 'true'}},
		subsets: [{addresses: [{ip: '172.18.0.2'}], ports: [{name: 'https', port: 6443, protocol: 'TCP'}]}],
	});
	api.create<'EndpointSlice'>({
		apiVersion: 'discovery.k8s.io/v1',
		kind: 'EndpointSlice',
		metadata: {name: 'kubernetes', namespace: 'default', labels: {'kubernetes.io/service-name': 'kubernetes'}},
		addressType: 'IPv4',
		endpoints: [{addresses: ['172.18.0.2'], conditions: {ready: true}}],
		ports: [{name: 'https', port: 6443, protocol: 'TCP'}],
	});
}
