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

test.each([
	['redis:7.2.1', undefined, 'Ready to accept connections tcp', 'redis-server --version', 'Redis server v=7.2.1 '],
	['httpd:2.4', 80, 'Apache/2.4.65 (Unix) configured', 'httpd -v', 'Server version: Apache/2.4.65 (Unix)\n'],
	['mysql:8.0', 3306, 'ready for connections', 'mysql --version', 'mysql  Ver 8.0.43 for Linux'],
	['mariadb', 3306, 'mariadbd: ready for connections.', 'mariadb --version', 'mariadb from 12.0.2-MariaDB'],
	['postgres:16-alpine', 5432, 'ready to accept connections', 'psql --version', 'psql (PostgreSQL) 16.10 '],
	[
		'postgres:14.2',
		5432,
		'starting PostgreSQL 14.2 ',
		'pg_isready',
		'/var/run/postgresql:5432 - accepting connections\n',
	],
	['mongo:7', 27_017, '"msg":"Waiting for connections"', 'mongosh --version', '2.5.7\n'],
	['apache/kafka:3.9.0', 9092, 'Kafka version: 3.9.0', 'kafka-topics.sh --version', '3.9.0\n'],
	['zookeeper:3.9', 2181, 'zookeeper.version=3.9.4', 'zkCli.sh', 'kubekata: zkCli.sh is not simulated\n'],
	['fluent/fluent-bit:3.2', undefined, 'version=3.2.10', 'fluent-bit --version', 'Fluent Bit v3.2.10\n'],
	['fluent/fluentd:v1.16', 24_224, 'starting fluentd-1.16.9', 'fluentd --version', 'fluentd 1.16.9\n'],
	['prom/node-exporter:v1.8.2', 9100, 'Listening on', 'node_exporter --version', 'node_exporter, version 1.8.2\n'],
	['python:3.12', undefined, '', 'python --version', 'Python 3.12.11\n'],
	['node:22-slim', undefined, '', 'node --version', 'v22.19.0\n'],
])('%s listens, logs its start and knows its version', (image, port, line, command, output) => {
	const cluster = run(image);
	expect(pod(cluster).status.phase).toBe('Running');
	expect(log(cluster)).toContain(line);
	expect(exec(cluster, ...command.split(' '))).toContain(output);
	if (port) expect(exec(cluster, 'nc', '-zv', 'localhost', String(port))).toContain('succeeded!');
});

test('redis keeps what it is given, whatever the key', () => {
	const cluster = run('redis:7', {args: ['--appendonly', 'yes']});
	const say = (...words: string[]) => exec(cluster, 'redis-cli', ...words);
	expect([say('ping'), say('set', '__proto__', 'x y'), say('get', '__proto__'), say('get', 'no')]).toEqual([
		'PONG\n',
		'OK\n',
		'x y\n',
		'\n',
	]);
	expect([say('incr', 'n'), say('incr', 'n'), say('del', 'n'), say('dbsize')]).toEqual(['1\n', '2\n', '1\n', '1\n']);
	expect(say('lpush', 'a', 'b')).toBe('kubekata: redis-cli lpush is not simulated\n');
	expect(exec(cluster, 'nc', '-zv', 'localhost', '6379')).toContain('refused');
});

test('httpd and node-exporter answer HTTP', () => {
	const httpd = run('httpd:2.4');
	expect(exec(httpd, 'curl', '-s', 'localhost')).toBe('<html><body><h1>It works!</h1></body></html>\n');
	expect(log(httpd)).toMatch(/ - - \[\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000\] "GET \/ HTTP\/1\.1" 200 45$/);
	expect(exec(run('prom/node-exporter'), 'curl', '-s', 'localhost:9100/metrics')).toContain(
		'node_exporter_build_info{version="1.9.1"} 1\n',
	);
});

test('python serves the working directory', () => {
	const cluster = run('python:3.12', {command: ['sh', '-c', 'cd /tmp; echo hi > a.txt; python -m http.server 8080']});
	expect(exec(cluster, 'curl', '-s', 'localhost:8080/a.txt')).toBe('hi\n');
	expect(exec(cluster, 'curl', '-s', 'localhost:8080/')).toContain('<li><a href="a.txt">a.txt</a></li>');
	cluster.advance(10);
	expect(log(cluster)).toMatch(/"GET \/a\.txt HTTP\/1\.1" 200 -\n.*"GET \/ HTTP\/1\.1" 200 -$/);
});

test('a daemon ends with 0 as soon as it is told to', () => {
	for (const image of ['redis:7', 'postgres:16', 'httpd']) {
		const cluster = run(image);
		exec(cluster, 'sh', '-c', 'kill 1');
		cluster.advance(3000);
		const [status] = pod(cluster).status.containerStatuses!;
		const ended = status!.lastState?.terminated ?? status!.state?.terminated;
		expect(ended).toMatchObject({exitCode: 0, reason: 'Completed'});
	}
});

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
