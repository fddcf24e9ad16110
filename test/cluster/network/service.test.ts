import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import {kindOf} from '../../../src/cluster/kinds.ts';
import type {Service} from '../../../src/cluster/objects.ts';
import {world} from '../api-server/world.ts';

const PORTS = [{port: 80}];

function service(spec: {[key: string]: Json}, name = 'web'): Json {
	return {metadata: {name, namespace: 'default'}, spec: {selector: {app: 'web'}, ports: PORTS, ...spec}};
}

function problem(spec: {[key: string]: Json}): string {
	try {
		world().create('Service', service(spec));
		return '';
	} catch (error) {
		return (error as Error).message.replace('Service "web" is invalid: ', '');
	}
}

/** The cells of `kubectl get service` without name and age. */
function row(object: Service): string {
	const context = {store: world().store, now: () => 0};
	const cells = kindOf('Service').columns.map(({cell}) => cell(object, context));
	return [...cells.slice(1, 5), cells[6]].join(' ');
}

describe('the addresses of Services', () => {
	it('gives a plain Service all that it needs', () => {
		const {spec, status} = world().create('Service', service({}));
		expect(spec).toEqual({
			clusterIP: spec.clusterIP,
			clusterIPs: [spec.clusterIP],
			internalTrafficPolicy: 'Cluster',
			ipFamilies: ['IPv4'],
			ipFamilyPolicy: 'SingleStack',
			ports: [{port: 80, protocol: 'TCP', targetPort: 80}],
			selector: {app: 'web'},
			sessionAffinity: 'None',
			type: 'ClusterIP',
		});
		expect(spec.clusterIP).toMatch(/^10\.96\.[1-9]\d{0,2}\.\d{1,3}$/);
		expect(status).toEqual({loadBalancer: {}});
	});

	it.each<[{[key: string]: Json}, RegExp]>([
		[{}, /^ClusterIP 10\.96\.\S+ <none> 80\/TCP app=web$/],
		[{clusterIP: 'None', ports: []}, /^ClusterIP None <none> <none> app=web$/],
		[{type: 'NodePort', ports: [{port: 80, nodePort: 30080}]}, /^NodePort 10\.96\.\S+ <none> 80:30080\/TCP app=web$/],
		[{type: 'LoadBalancer'}, /^LoadBalancer 10\.96\.\S+ <pending> 80:3\d{4}\/TCP app=web$/],
		[
			{type: 'LoadBalancer', allocateLoadBalancerNodePorts: false},
			/^LoadBalancer 10\.96\.\S+ <pending> 80\/TCP app=web$/,
		],
		[
			{type: 'ExternalName', externalName: 'db.example.com', ports: [], selector: null},
			/^ExternalName <none> db.example.com <none> <none>$/,
		],
		[{externalIPs: ['80.11.12.10']}, /^ClusterIP 10\.96\.\S+ 80.11.12.10 80\/TCP app=web$/],
	])('shows %j', (spec, cells) => {
		expect(row(world().create('Service', service(spec)))).toMatch(cells);
	});

	it('shares a node port between protocols of one port', () => {
		const ports: {[key: string]: Json}[] = [
			{name: 'udp', port: 53, protocol: 'UDP'},
			{name: 'tcp', port: 53},
		];
		const [first, second] = world().create('Service', service({type: 'NodePort', ports})).spec.ports ?? [];
		expect(first?.nodePort).toBe(second?.nodePort);
	});

	it('never gives an address twice', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'), {maxLength: 30}), types => {
				const {create, store, api} = world();
				for (const [index, type] of types.entries()) {
					create('Service', service({type}, `s-${index}`));
					if (index % 4 === 3) api.delete('Service', 'default', `s-${index - 1}`);
				}
				const all = store.list('Service');
				const ips = all.map(({spec}) => spec.clusterIP);
				const nodePorts = all.flatMap(({spec}) => spec.ports?.flatMap(({nodePort}) => nodePort ?? []) ?? []);
				expect(new Set(ips).size).toBe(ips.length);
				expect(new Set(nodePorts).size).toBe(nodePorts.length);
			}),
			{numRuns: 20},
		);
	});

	it('refuses what others have and what nobody can have', () => {
		const {create} = world();
		create(
			'Service',
			service({type: 'NodePort', clusterIP: '10.96.0.9', ports: [{port: 80, nodePort: 30080}]}, 'first'),
		);
		expect(() => create('Service', service({clusterIP: '10.96.0.9'}))).toThrow(
			'spec.clusterIPs: Invalid value: ["10.96.0.9"]: failed to allocate IP 10.96.0.9: provided IP is already allocated',
		);
		expect(() => create('Service', service({type: 'NodePort', ports: [{port: 1, nodePort: 30080}]}))).toThrow(
			'spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
		);
		expect(problem({clusterIP: '10.1.1.1'})).toBe(
			'spec.clusterIPs: Invalid value: ["10.1.1.1"]: failed to allocate IP 10.1.1.1: the provided network does not match the current range',
		);
		expect(problem({type: 'NodePort', ports: [{port: 80, nodePort: 8080}]})).toBe(
			'spec.ports[0].nodePort: Invalid value: 8080: provided port is not in the valid range. The range of valid ports is 30000-32767',
		);
		expect(problem({ipFamilyPolicy: 'RequireDualStack'})).toBe(
			'spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
		);
	});
});

describe('what the server says of a Service', () => {
	it.each<[{[key: string]: Json}, string]>([
		[{ports: []}, 'spec.ports: Required value'],
		[
			{ports: [{port: 70000}]},
			'[spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive]',
		],
		[{ports: [{port: 80}, {port: 443}]}, '[spec.ports[0].name: Required value, spec.ports[1].name: Required value]'],
		[
			{
				ports: [
					{name: 'a', port: 80},
					{name: 'a', port: 80},
				],
			},
			'[spec.ports[1].name: Duplicate value: "a", spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}]',
		],
		[
			{type: 'Internal'},
			'spec.type: Unsupported value: "Internal": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
		],
		[
			{ports: [{port: 80, protocol: 'tcp'}]},
			'spec.ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"',
		],
		[
			{ports: [{port: 80, nodePort: 30080}]},
			"spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
		],
		[{type: 'ExternalName'}, 'spec.externalName: Required value'],
		[
			{type: 'NodePort', clusterIP: 'None'},
			'spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services',
		],
		[
			{sessionAffinity: 'Cookie'},
			'spec.sessionAffinity: Unsupported value: "Cookie": supported values: "ClientIP", "None"',
		],
		[
			{sessionAffinity: 'ClientIP', sessionAffinityConfig: {clientIP: {timeoutSeconds: 90000}}},
			'spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 90000: must be greater than 0 and less than 86400',
		],
		[
			{externalTrafficPolicy: 'Local'},
			'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
		],
		[
			{externalIPs: ['127.0.0.1']},
			'spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
		],
	])('%j', (spec, text) => {
		expect(problem(spec)).toBe(text);
	});
});

describe('changes of a Service', () => {
	it('keeps addresses that an update leaves out', () => {
		const {create, api} = world();
		const before = create('Service', service({type: 'NodePort'}));
		const after = api.update<'Service'>({
			...before,
			spec: {type: 'NodePort', selector: {app: 'new'}, ports: [{port: 80, targetPort: 8080}]},
		});
		expect(after.spec.clusterIP).toBe(before.spec.clusterIP);
		expect(after.spec.ports).toEqual([
			{port: 80, targetPort: 8080, protocol: 'TCP', nodePort: before.spec.ports?.[0]?.nodePort},
		]);
	});

	it('drops and gives addresses with the type', () => {
		const {create, api} = world();
		const nodePort = create('Service', service({type: 'NodePort'}));
		const plain = api.update<'Service'>({...nodePort, spec: {...nodePort.spec, type: 'ClusterIP'}});
		expect(row(plain)).toBe(`ClusterIP ${nodePort.spec.clusterIP} <none> 80/TCP app=web`);
		const external = api.update<'Service'>({
			...plain,
			spec: {...plain.spec, type: 'ExternalName', externalName: 'a.b'},
		});
		expect(row(external)).toBe('ExternalName <none> a.b 80/TCP app=web');
		const again = api.update<'Service'>({...external, spec: {...external.spec, type: 'LoadBalancer'}});
		expect(row(again)).toMatch(/^LoadBalancer 10\.96\.\S+ <pending> 80:3\d{4}\/TCP app=web$/);
	});

	it('refuses another cluster IP', () => {
		const {create, api} = world();
		create('Service', service({}));
		create('Service', service({clusterIP: 'None'}, 'headless'));
		const text = 'spec.clusterIPs[0]: Invalid value: ["10.96.1.1"]: may not change once set';
		const patch = {type: 'merge', body: {spec: {clusterIP: '10.96.1.1'}}} as const;
		expect(() => api.patch('Service', 'default', 'web', patch)).toThrow(text);
		expect(() => api.patch('Service', 'default', 'headless', patch)).toThrow(text);
	});
});
