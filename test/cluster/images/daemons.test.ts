import {expect, test} from 'vitest';
import type {Json} from '../../../src/cluster/api.ts';
import type {Cluster} from '../../../src/cluster/cluster.ts';
import {createCluster} from '../../../src/cluster/cluster.ts';

function run(image: string, more: Record<string, Json> = {}, volumes: Json[] = []): Cluster {
	const cluster = createCluster({seed: 3});
	const spec = {containers: [{name: 'app', image, ...more}], terminationGracePeriodSeconds: 0, volumes};
	const manifest = {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'app', namespace: 'default'}, spec};
	cluster.api.create(cluster.api.decode('Pod', manifest));
	cluster.advance(30_000);
	return cluster;
}

const pod = (cluster: Cluster) => cluster.store.get('Pod', 'default/app')!;
const log = (cluster: Cluster) =>
	cluster.nodes
		.logs(pod(cluster), 'app', {previous: false})
		.map(({text}) => text)
		.join('\n');

function exec(cluster: Cluster, ...command: string[]): string {
	const program = cluster.nodes.exec(pod(cluster), 'app', command, {stdin: false, tty: false, handlers: new Map()});
	let output = '';
	for (let next = program.next(); !next.done; next = program.next())
		if (next.value.kind === 'write') output += next.value.text;
	return output;
}

test('a database lays its data on its volume, and leaves alone what is there already', () => {
	const volumes = [{name: 'data', hostPath: {path: '/data'}}];
	const volumeMounts = [{name: 'data', mountPath: '/var/lib/mysql'}];
	const postgres = run('postgres:16', {volumeMounts: [{name: 'data', mountPath: '/var/lib/postgresql/data'}]}, volumes);
	expect(exec(postgres, 'cat', '/var/lib/postgresql/data/PG_VERSION')).toBe('16\n');
	expect(exec(run('postgres:15'), 'cat', '/var/lib/postgresql/data/PG_VERSION')).toBe('15\n');
	const command = ['sh', '-c', 'echo mine > /var/lib/mysql/ibdata1; exec mysqld'];
	const used = run('mysql:8.0', {volumeMounts, command}, volumes);
	expect(log(used)).toContain('ready for connections');
	expect(exec(used, 'cat', '/var/lib/mysql/ibdata1')).toBe('mine\n');
});

test('the questions that probes ask of MySQL are answered', () => {
	const cluster = run('mysql:8.0');
	expect(exec(cluster, 'mysqladmin', 'ping', '-h', '127.0.0.1')).toBe('mysqld is alive\n');
	expect(exec(cluster, 'mysql', '-h127.0.0.1', '-e', 'SELECT 1')).toBe('1\n1\n');
	expect(exec(cluster, 'mysql', '-h', 'localhost', '-P', '3307', '-e', 'select 1;')).toBe(
		"ERROR 2003 (HY000): Can't connect to MySQL server on 'localhost:3307' (111)\n",
	);
});
