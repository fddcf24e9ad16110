import {describe, expect, it} from 'vitest';
import {endpointSliceController} from '../../../src/cluster/network/endpoint-slice-controller.ts';
import {endpointSliceMirroringController} from '../../../src/cluster/network/endpoint-slice-mirroring-controller.ts';
import {endpointsController} from '../../../src/cluster/network/endpoints-controller.ts';
import {createNetwork} from '../../../src/cluster/network/network.ts';
import {Servers} from '../../../src/cluster/network/servers.ts';
import {keyOf, type Pod} from '../../../src/cluster/objects.ts';
import type {HttpHandler, HttpRequest} from '../../../src/shell/program.ts';
import {World} from '../workloads/world.ts';

const request = (host: string, port: number): HttpRequest => ({method: 'GET', host, port, path: '/', headers: {}});

class Town {
	readonly world = new World([endpointSliceController, endpointsController, endpointSliceMirroringController]);
	readonly servers = new Servers();
	readonly network = createNetwork({store: this.world.store, servers: this.servers, random: this.world.random});

	constructor() {
		for (const name of ['team']) {
			this.world.api.create<'Namespace'>({apiVersion: 'v1', kind: 'Namespace', metadata: {name}});
		}
		for (const [index, name] of ['control-plane', 'worker-1', 'worker-2'].entries()) {
			const status = {addresses: [{type: 'InternalIP' as const, address: `172.18.0.${index + 2}`}], conditions: []};
			const labels = index === 0 ? {'node-role.kubernetes.io/control-plane': ''} : {};
			this.world.api.create<'Node'>({apiVersion: 'v1', kind: 'Node', metadata: {name, labels}, status} as never);
		}
	}

	/** A ready Pod that tells its name on port 80. */
	pod(name: string, ip: string, spec: object = {}, metadata: object = {}): Pod {
		const containers = [{name: 'app', image: 'nginx', ports: [{containerPort: 80}]}];
		const pod = this.world.create(
			'Pod',
			name,
			{nodeName: 'worker-1', containers, ...spec},
			{labels: {app: 'web'}, ...metadata},
		);
		this.world.setPhase(pod, 'Running', true, {podIP: ip, podIPs: [{ip}]});
		const answer: HttpHandler = ({headers}) => ({
			status: 200,
			headers: {},
			body: `${name} to ${headers['X-Client-Address']}`,
		});
		this.servers.listen(pod.metadata.uid, 80, answer);
		return this.world.store.get('Pod', keyOf(pod))!;
	}

	service(name: string, spec: object, namespace = 'default'): string {
		const created = this.world.create(
			'Service',
			name,
			{selector: {app: 'web'}, ports: [{port: 80}], ...spec},
			{namespace},
		);
		this.world.settle();
		return created.spec.clusterIP ?? '';
	}

	/** The body of the answer, or why there is none. */
	get(host: string, port: number, from?: Pod): string {
		const answer = this.network(from).http(request(host, port));
		return 'failure' in answer ? answer.failure : answer.body;
	}
}

describe('names', () => {
	const town = new Town();
	const client = town.pod('client', '10.244.1.9', {}, {labels: {}, namespace: 'team'});
	town.pod('a', '10.244.1.2', {hostname: 'a', subdomain: 'db'});
	town.pod('b', '10.244.1.3');
	const web = town.service('web', {ports: [{name: 'http', port: 80}]});
	town.service('db', {clusterIP: 'None', ports: [{name: 'sql', port: 5432, targetPort: 80}]});
	town.service('away', {type: 'ExternalName', externalName: 'web.default.svc.cluster.local', ports: []});
	town.service('outside', {type: 'ExternalName', externalName: 'example.com', ports: []});
	const terminal = town.network();

	it.each<[string, string[]]>([
		['web', [web]],
		['web.default', [web]],
		['web.default.svc', [web]],
		['web.default.svc.cluster.local', [web]],
		['web.default.svc.cluster.local.', [web]],
		['WEB', [web]],
		['web.', []],
		['db', ['10.244.1.2', '10.244.1.3']],
		['a.db', ['10.244.1.2']],
		['10-244-1-3.db.default.svc.cluster.local', ['10.244.1.3']],
		['b.db', []],
		['10-244-1-3.web.default.svc.cluster.local', ['10.244.1.3']],
		['b.web', []],
		['away', [web]],
		['outside', []],
		['10-244-9-9.default.pod.cluster.local', ['10.244.9.9']],
		['worker-2', ['172.18.0.4']],
		['localhost', ['127.0.0.1']],
		['10.244.1.2', ['10.244.1.2']],
		['nowhere', []],
		['web.team', []],
	])('from the terminal, %s is %j', (name, addresses) => {
		expect(terminal.resolve(name)).toEqual(addresses);
	});

	it('searches the own namespace of a Pod first', () => {
		const network = town.network(client);
		expect(network.resolve('web')).toEqual([]);
		expect(network.resolve('web.default')).toEqual([web]);
		expect(network.resolve('client')).toEqual(['10.244.1.9']);
		expect(network.resolve('worker-2')).toEqual([]);
	});

	it('tells full names and SRV records', () => {
		expect(terminal.lookup('web', 'A')).toEqual({name: 'web.default.svc.cluster.local', addresses: [web]});
		expect(terminal.lookup('outside', 'A')).toEqual({name: 'example.com', addresses: []});
		expect(terminal.lookup('_sql._tcp.db.default.svc.cluster.local', 'SRV')?.services).toEqual([
			{priority: 0, weight: 50, port: 80, target: 'a.db.default.svc.cluster.local'},
			{priority: 0, weight: 50, port: 80, target: '10-244-1-3.db.default.svc.cluster.local'},
		]);
		expect(terminal.lookup('_http._tcp.web', 'SRV')?.services).toEqual([
			{priority: 0, weight: 100, port: 80, target: 'web.default.svc.cluster.local'},
		]);
	});

	it('leaves a Pod with its node’s resolver without cluster names', () => {
		const pod = town.pod('plain', '10.244.1.20', {dnsPolicy: 'Default'}, {labels: {}});
		expect(town.network(pod).resolve('web.default.svc.cluster.local')).toEqual([]);
	});
});

describe('connections', () => {
	it('reach every ready Pod behind a Service, and only those', () => {
		const town = new Town();
		const pods = ['a', 'b', 'c'].map((name, index) => town.pod(name, `10.244.1.${index + 2}`));
		const ip = town.service('web', {});
		const answers = () => new Set(Array.from({length: 50}, () => town.get('web', 80).split(' ')[0]));
		expect(answers()).toEqual(new Set(['a', 'b', 'c']));
		town.world.setPhase(pods[0]!, 'Running', false, {});
		town.world.settle();
		expect(answers()).toEqual(new Set(['b', 'c']));
		expect(town.get(ip, 81)).toBe('timeout');
		for (const pod of pods) town.world.setPhase(pod, 'Running', false, {});
		town.world.settle();
		expect(town.get('web', 80)).toBe('refused');
	});

	it('keep a client at one Pod with session affinity', () => {
		const town = new Town();
		for (const [index, name] of ['a', 'b', 'c'].entries()) town.pod(name, `10.244.1.${index + 2}`);
		town.service('web', {sessionAffinity: 'ClientIP'});
		expect(new Set(Array.from({length: 20}, () => town.get('web', 80))).size).toBe(1);
	});

	it('go to Pods that end while no other is ready', () => {
		const town = new Town();
		town.pod('a', '10.244.1.2');
		town.service('web', {});
		town.world.deletePod('a');
		town.world.settle();
		expect(town.get('web', 80)).toBe('a to 172.18.0.1');
	});

	it('enter through the node port of any node, or of the Pods’ own with a local policy', () => {
		const town = new Town();
		town.pod('a', '10.244.1.2');
		town.service('web', {type: 'NodePort', ports: [{port: 80, nodePort: 30080}]});
		expect(town.get('172.18.0.4', 30080)).toBe('a to 172.18.0.1');
		expect(town.get('172.18.0.4', 30081)).toBe('refused');
		town.world.change('Service', 'web', {externalTrafficPolicy: 'Local'});
		town.world.settle();
		expect(town.get('172.18.0.3', 30080)).toBe('a to 172.18.0.1');
		expect(town.get('172.18.0.4', 30080)).toBe('timeout');
	});

	it('end where nobody listens or nobody is', () => {
		const town = new Town();
		const pod = town.pod('a', '10.244.1.2');
		town.servers.listen(pod.metadata.uid, 6379);
		expect(town.get('10.244.1.2', 80)).toBe('a to 172.18.0.1');
		expect(town.get('10.244.1.2', 81)).toBe('refused');
		expect(town.get('10.244.1.2', 6379)).toBe('timeout');
		expect(town.network().connect('10.244.1.2', 6379)).toBeUndefined();
		expect(town.get('10.244.1.3', 80)).toBe('timeout');
		expect(town.get('nowhere', 80)).toBe('unknown-host');
		expect(town.get('localhost', 80)).toBe('refused');
		expect(town.get('localhost', 80, pod)).toBe('a to 10.244.1.2');
		town.world.end(pod, 'Succeeded');
		expect(town.get('10.244.1.2', 80)).toBe('timeout');
	});

	it('use host ports and the network of the node', () => {
		const town = new Town();
		const containers = [{name: 'app', image: 'nginx', ports: [{containerPort: 80, hostPort: 8080}]}];
		town.pod('mapped', '10.244.1.2', {containers});
		const host = town.pod('host', '172.18.0.4', {nodeName: 'worker-2', hostNetwork: true});
		expect(town.get('172.18.0.3', 8080)).toBe('mapped to 172.18.0.1');
		expect(town.get('worker-2', 80)).toBe('host to 172.18.0.1');
		expect(town.network(host).resolve('worker-1')).toEqual(['172.18.0.3']);
	});

	it('follow Endpoints that were written by hand', () => {
		const town = new Town();
		town.pod('a', '10.244.1.2', {}, {labels: {}});
		town.service('manual', {selector: undefined, ports: [{port: 8080}]});
		town.world.api.create<'Endpoints'>({
			apiVersion: 'v1',
			kind: 'Endpoints',
			metadata: {name: 'manual', namespace: 'default'},
			subsets: [{addresses: [{ip: '10.244.1.2'}], ports: [{port: 80}]}],
		});
		town.world.settle();
		expect(town.get('manual', 8080)).toBe('a to 172.18.0.1');
		town.world.api.delete('Endpoints', 'default', 'manual');
		town.world.settle();
		expect(town.get('manual', 8080)).toBe('refused');
	});
});
