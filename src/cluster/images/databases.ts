import {type Command, complain, print} from '../../shell/program.ts';
import {daemonImage} from './daemon.ts';
import type {Image} from './image.ts';
import {logTime} from './log-time.ts';
import {mysqladmin, mysqlClient} from './mysql-client.ts';

const MYSQL_PORT = 3306;
const POSTGRES_PORT = 5432;
const MONGO_PORT = 27_017;

const mysql = daemonImage({
	repository: 'mysql',
	sizeBytes: 241_900_000,
	program: 'mysqld',
	versions: ['9.4.0', '8.4.6', '8.0.43', '5.7.44'],
	ports: [MYSQL_PORT],
	stream: 'stderr',
	startLines: ({version, startMs}) => {
		const time = logTime(startMs, '%Y-%m-%dT%H:%M:%S.%L000Z');
		const server = (code: string, text: string) => `${time} 0 [System] [${code}] [Server] ${text}`;
		return [
			server('MY-015015', 'MySQL Server - start.'),
			server('MY-010116', `/usr/sbin/mysqld (mysqld ${version}) starting as process 1`),
			`${time} 1 [System] [MY-013576] [InnoDB] InnoDB initialization has started.`,
			`${time} 1 [System] [MY-013577] [InnoDB] InnoDB initialization has ended.`,
			server(
				'MY-010931',
				`/usr/sbin/mysqld: ready for connections. Version: '${version}'  socket: '/var/run/mysqld/mysqld.sock'  port: ${MYSQL_PORT}  MySQL Community Server - GPL.`,
			),
		];
	},
	portTaken: port =>
		`[ERROR] [MY-010262] [Server] Can't start server: Bind on TCP/IP port: Address already in use (port ${port})`,
	data: {
		directory: () => '/var/lib/mysql',
		files: () => ({
			'auto.cnf': '[auto]\n',
			ib_buffer_pool: '',
			ibdata1: '',
			'mysql.ibd': '',
			'mysql/general_log.CSV': '',
			'sys/sys_config.ibd': '',
		}),
	},
	versionTexts: {
		mysqld: version => `/usr/sbin/mysqld  Ver ${version} for Linux on x86_64 (MySQL Community Server - GPL)`,
	},
	commands: version => ({
		mysqladmin,
		mysql: mysqlClient(`mysql  Ver ${version} for Linux on x86_64 (MySQL Community Server - GPL)`),
	}),
	leftOut: ['mysqldump'],
});

const mariadb = daemonImage({
	repository: 'mariadb',
	sizeBytes: 125_300_000,
	program: 'mariadbd',
	aliases: ['mysqld'],
	versions: ['12.0.2', '11.8.3', '11.4.8', '10.11.14', '10.6.23'],
	ports: [MYSQL_PORT],
	stream: 'stderr',
	startLines: ({version, startMs}) => {
		const note = (text: string) => `${logTime(startMs, '%Y-%m-%d %H:%M:%S')} 0 [Note] ${text}`;
		return [
			note(`Starting MariaDB ${version}-MariaDB-ubu2404 as process 1`),
			note('InnoDB: Initializing buffer pool, total size = 128.000MiB, chunk size = 2.000MiB'),
			note("Server socket created on IP: '0.0.0.0', port: '3306'."),
			note('mariadbd: ready for connections.'),
			`Version: '${version}-MariaDB-ubu2404'  socket: '/run/mysqld/mysqld.sock'  port: ${MYSQL_PORT}  mariadb.org binary distribution`,
		];
	},
	portTaken: port =>
		`[ERROR] Can't start server: Bind on TCP/IP port. Got error: 98: Address already in use (port ${port})`,
	data: {
		directory: () => '/var/lib/mysql',
		files: () => ({aria_log_control: '', ib_buffer_pool: '', ibdata1: '', 'mysql/db.MAD': ''}),
	},
	versionTexts: {
		mariadbd: version =>
			`mariadbd  Ver ${version}-MariaDB-ubu2404 for debian-linux-gnu on x86_64 (mariadb.org binary distribution)`,
		mariadb: version =>
			`mariadb from ${version}-MariaDB, client 15.2 for debian-linux-gnu (x86_64) using  EditLine wrapper`,
		mysql: version =>
			`mysql from ${version}-MariaDB, client 15.2 for debian-linux-gnu (x86_64) using  EditLine wrapper`,
	},
	leftOut: ['mariadb-admin', 'mariadb-dump'],
});

// pg_isready [-h HOST] [-p PORT], with the exit codes of the real one: 0 it accepts connections, 2 nothing answers
const pgIsReady: Command = function* (args, {machine}) {
	const value = (...names: string[]) => args[args.findIndex(arg => names.includes(arg)) + 1 || args.length];
	const host = value('-h', '--host');
	const port = Number(value('-p', '--port') ?? POSTGRES_PORT);
	const isDown = machine.network === undefined || machine.network.connect(host ?? '127.0.0.1', port) !== undefined;
	yield* print(`${host ?? '/var/run/postgresql'}:${port} - ${isDown ? 'no response' : 'accepting connections'}\n`);
	return isDown ? 2 : 0;
};

const postgres = daemonImage({
	repository: 'postgres',
	sizeBytes: 160_900_000,
	program: 'postgres',
	versions: ['17.6', '16.10', '15.14', '14.19', '13.22'],
	ports: [POSTGRES_PORT],
	stream: 'stderr',
	startLines: ({version, startMs}) => {
		const log = (text: string) => `${logTime(startMs, '%Y-%m-%d %H:%M:%S.%L UTC')} [1] LOG:  ${text}`;
		return [
			log(
				`starting PostgreSQL ${version} (Debian ${version}-1.pgdg12+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14+deb12u1) 12.2.0, 64-bit`,
			),
			log(`listening on IPv4 address "0.0.0.0", port ${POSTGRES_PORT}`),
			log(`listening on IPv6 address "::", port ${POSTGRES_PORT}`),
			log(`listening on Unix socket "/var/run/postgresql/.s.PGSQL.${POSTGRES_PORT}"`),
			log('database system is ready to accept connections'),
		];
	},
	portTaken: port => `LOG:  could not bind IPv4 address "0.0.0.0": Address already in use (port ${port})`,
	data: {
		directory: ({env}) => env.get('PGDATA') ?? '/var/lib/postgresql/data',
		files: version => ({
			PG_VERSION: `${version.split('.')[0]}\n`,
			'base/1/PG_VERSION': `${version.split('.')[0]}\n`,
			'global/pg_control': '',
			'pg_hba.conf':
				'local   all             all                                     trust\nhost all all all scram-sha-256\n',
			'pg_wal/000000010000000000000001': '',
			'postgresql.conf': "listen_addresses = '*'\n",
		}),
	},
	versionTexts: {
		postgres: version => `postgres (PostgreSQL) ${version} (Debian ${version}-1.pgdg12+1)`,
		psql: version => `psql (PostgreSQL) ${version} (Debian ${version}-1.pgdg12+1)`,
	},
	commands: () => ({pg_isready: pgIsReady}),
	leftOut: ['pg_dump'],
});

const mongo = daemonImage({
	repository: 'mongo',
	sizeBytes: 297_400_000,
	program: 'mongod',
	args: ['--bind_ip_all'],
	versions: ['8.0.13', '7.0.23', '6.0.26', '5.0.31', '4.4.29'],
	ports: [MONGO_PORT],
	stream: 'stdout',
	startLines: ({version, startMs, process}) => {
		const line = (c: string, id: number, ctx: string, msg: string, attr: Readonly<Record<string, unknown>>) =>
			JSON.stringify({t: {$date: logTime(startMs, '%Y-%m-%dT%H:%M:%S.%L+00:00')}, s: 'I', c, id, ctx, msg, attr});
		return [
			line('CONTROL', 4_615_611, 'initandlisten', 'MongoDB starting', {
				pid: 1,
				port: MONGO_PORT,
				dbPath: '/data/db',
				architecture: '64-bit',
				host: process.hostname,
			}),
			line('CONTROL', 23_403, 'initandlisten', 'Build Info', {buildInfo: {version}}),
			line('NETWORK', 23_015, 'listener', 'Listening on', {address: '0.0.0.0'}),
			line('NETWORK', 23_016, 'listener', 'Waiting for connections', {port: MONGO_PORT, ssl: 'off'}),
		];
	},
	portTaken: port => `{"s":"E","c":"NETWORK","msg":"Error setting up listener","attr":{"port":${port}}}`,
	data: {
		directory: () => '/data/db',
		files: () => ({
			WiredTiger: 'WiredTiger\n',
			'WiredTiger.wt': '',
			'journal/WiredTigerLog.0000000001': '',
			'storage.bson': '',
		}),
	},
	versionTexts: {mongod: version => `db version v${version}`},
	commands: () => ({mongosh}),
});

// The shell has versions of its own.
const mongosh: Command = function* ([flag]) {
	if (flag === '--version') {
		yield* print('2.5.7\n');
		return 0;
	}
	yield* complain('kubekata: mongosh other than --version is not simulated\n');
	return 127;
};

export const databases: readonly Image[] = [mysql, mariadb, postgres, mongo];
