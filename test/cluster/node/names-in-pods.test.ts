import {expect, it} from 'vitest';
import {typeLine} from '../../../src/lab/play.ts';
import {createLab} from '../../../src/lab.ts';

const WORLD = `kubectl apply -f - <<'X'
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: new}
spec: {containers: [{name: c, image: 'busybox:1.36', command: [sleep, '9999']}]}
---
apiVersion: v1
kind: Pod
metadata: {name: old}
spec:
  hostname: grandpa
  subdomain: web
  hostAliases: [{ip: 10.1.2.3, hostnames: [db, db.local]}]
  dnsConfig: {searches: [example.org], options: [{name: ndots, value: '2'}]}
  containers: [{name: c, image: 'busybox:1.28', command: [sleep, '9999']}]
---
apiVersion: v1
kind: Pod
metadata: {name: plain}
spec:
  dnsPolicy: Default
  containers: [{name: c, image: 'nginx:1.27'}]
X`;

const lab = createLab({seed: 1, locale: 'en'});
for (const line of WORLD.split('\n')) typeLine(lab, line);

function output(line: string): string[] {
	const before = lab.view().scrollback.length;
	typeLine(lab, line);
	return lab
		.view()
		.scrollback.slice(before + 1)
		.map(({text}) => text);
}

const serviceIP = output('kubectl get service web -o jsonpath={.spec.clusterIP}')[0]!;

it('resolves with the search domains of the namespace', () => {
	expect(output('kubectl exec new -- cat /etc/resolv.conf')).toEqual([
		'search default.svc.cluster.local svc.cluster.local cluster.local',
		'nameserver 10.96.0.10',
		'options ndots:5',
	]);
	expect(output('kubectl exec old -- cat /etc/resolv.conf')).toEqual([
		'search default.svc.cluster.local svc.cluster.local cluster.local example.org',
		'nameserver 10.96.0.10',
		'options ndots:2',
	]);
	expect(output('kubectl exec plain -- cat /etc/resolv.conf')).toEqual([
		'nameserver 172.18.0.1',
		'options edns0 trust-ad ndots:0',
	]);
});

it('has a hosts file with the Pod and its aliases', () => {
	const podIP = output('kubectl get pod old -o jsonpath={.status.podIP}')[0]!;
	expect(output('kubectl exec old -- cat /etc/hosts')).toEqual([
		'# Kubernetes-managed hosts file.',
		'127.0.0.1       localhost',
		'::1     localhost ip6-localhost ip6-loopback',
		'fe00::0 ip6-localnet',
		'fe00::0 ip6-mcastprefix',
		'fe00::1 ip6-allnodes',
		'fe00::2 ip6-allrouters',
		`${podIP}      grandpa.web.default.svc.cluster.local   grandpa`,
		'',
		'# Entries added by HostAliases.',
		'10.1.2.3        db      db.local',
	]);
});

it('finds in new BusyBox only full names and names without a dot', () => {
	const head = ['Server:         10.96.0.10', 'Address:        10.96.0.10:53', ''];
	const full = 'web.default.svc.cluster.local';
	expect(output(`kubectl exec new -- nslookup ${full}`)).toEqual([
		...head,
		`Name:   ${full}`,
		`Address: ${serviceIP}`,
		'',
		'',
	]);
	const unknown = "** server can't find web.default: NXDOMAIN";
	expect(output('kubectl exec new -- nslookup web.default')).toEqual([
		...head,
		unknown,
		'',
		unknown,
		'',
		'command terminated with exit code 1',
	]);
	expect(output('kubectl exec new -- nslookup web | grep -c NXDOMAIN')).toEqual([
		'command terminated with exit code 1',
		'4',
	]);
});

it('asks the resolver in old BusyBox, which finds short names', () => {
	const head = ['Server:    10.96.0.10', 'Address 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local', ''];
	expect(output('kubectl exec old -- nslookup web.default')).toEqual([
		...head,
		'Name:      web.default',
		`Address 1: ${serviceIP}`,
	]);
	expect(output('kubectl exec old -- nslookup nosuch')).toEqual([
		...head,
		"nslookup: can't resolve 'nosuch'",
		'command terminated with exit code 1',
	]);
});
