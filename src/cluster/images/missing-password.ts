import type {DaemonStart} from './daemon.ts';
import {logTime} from './log-time.ts';

type Lines = readonly {readonly text: string; readonly stream: 'stdout' | 'stderr'}[];

/** MySQL's entry point wants one of three variables, or a file for the first. */
export function mysqlComplaint({version, startMs, process}: DaemonStart): Lines | undefined {
	const wanted = ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'];
	if (hasOne(process.env, [...wanted, 'MYSQL_ROOT_PASSWORD_FILE'])) return undefined;
	const [note, error] = entrypointLog(startMs);
	const started = note(`Entrypoint script for MySQL Server ${version}-1.el9 started.`);
	return [
		started,
		note("Switching to dedicated user 'mysql'"),
		started,
		error('Database is uninitialized and password option is not specified'),
		...['You need to specify one of the following as an environment variable:', ...wanted.map(name => `- ${name}`)].map(
			text => ({text: `    ${text}`, stream: 'stderr'}) as const,
		),
	];
}

/** MariaDB's takes its own names and those of MySQL. */
export function mariadbComplaint({version, startMs, process}: DaemonStart): Lines | undefined {
	const wanted = ['ROOT_PASSWORD', 'ROOT_PASSWORD_HASH', 'ALLOW_EMPTY_ROOT_PASSWORD', 'RANDOM_ROOT_PASSWORD'];
	const older = ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'];
	if (hasOne(process.env, [...wanted.map(name => `MARIADB_${name}`), 'MARIADB_ROOT_PASSWORD_FILE', ...older]))
		return undefined;
	const [note, error] = entrypointLog(startMs);
	const started = note(`Entrypoint script for MariaDB Server 1:${version}+maria~ubu2404 started.`);
	return [
		started,
		note("Switching to dedicated user 'mysql'"),
		started,
		error('Database is uninitialized and password option is not specified'),
		{
			text: '\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD',
			stream: 'stderr',
		},
	];
}

const POSTGRES_COMPLAINT = [
	'Error: Database is uninitialized and superuser password is not specified.',
	'       You must specify POSTGRES_PASSWORD to a non-empty value for the',
	'       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
	'',
	'       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all',
	'       connections without a password. This is *not* recommended.',
	'',
	'       See PostgreSQL documentation about "trust":',
	'       https://www.postgresql.org/docs/current/auth-trust.html',
];

/**
 * PostgreSQL's wants a password or `trust`. It complains here only if it is configured at all: the clusters that this one is compared
 * with run it without a single variable.
 */
export function postgresComplaint({process: {env}}: DaemonStart): Lines | undefined {
	const isConfigured = ['POSTGRES_DB', 'POSTGRES_INITDB_ARGS', 'POSTGRES_PASSWORD', 'POSTGRES_USER'].some(name =>
		env.has(name),
	);
	if (!isConfigured) return undefined;
	const isOpen = env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust';
	if (isOpen || hasOne(env, ['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE'])) return undefined;
	return POSTGRES_COMPLAINT.map(text => ({text, stream: 'stderr'}));
}

function hasOne(env: ReadonlyMap<string, string>, names: readonly string[]): boolean {
	return names.some(name => env.get(name));
}

function entrypointLog(startMs: number) {
	const time = logTime(startMs, '%Y-%m-%d %H:%M:%S+00:00');
	return [
		(text: string) => ({text: `${time} [Note] [Entrypoint]: ${text}`, stream: 'stdout'}) as const,
		(text: string) => ({text: `${time} [ERROR] [Entrypoint]: ${text}`, stream: 'stderr'}) as const,
	] as const;
}
