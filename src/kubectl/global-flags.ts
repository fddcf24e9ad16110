import type {Flag} from './command.ts';

/** Flags that every command takes, shown by `kubectl options`. */
export const GLOBAL_FLAGS: readonly Flag[] = [
	{name: 'as', type: 'string', help: 'User to act as'},
	{name: 'as-group', type: 'array', help: 'Group to act as; may be repeated'},
	{name: 'as-uid', type: 'string', help: 'Uid to act as'},
	{name: 'cache-dir', type: 'string', help: 'Where to keep cached discovery'},
	{name: 'certificate-authority', type: 'string', help: 'Certificate file of an authority'},
	{name: 'client-certificate', type: 'string', help: 'Client certificate file'},
	{name: 'client-key', type: 'string', help: 'Client key file'},
	{name: 'cluster', type: 'string', help: 'Name of the kubeconfig cluster to use'},
	{name: 'context', type: 'string', help: 'Name of the kubeconfig context to use'},
	{name: 'disable-compression', type: 'boolean', help: 'Ask the server for uncompressed answers'},
	{name: 'insecure-skip-tls-verify', type: 'boolean', help: "Don't check the server's certificate"},
	{name: 'kubeconfig', type: 'string', help: 'Path of the kubeconfig file'},
	{name: 'log-flush-frequency', type: 'duration', default: '5s', help: 'How often to flush logs', hidden: true},
	{name: 'match-server-version', type: 'boolean', help: 'Require the server to have the same version'},
	{name: 'namespace', short: 'n', type: 'string', help: 'The namespace to work in'},
	{name: 'password', type: 'string', help: 'Password for basic authentication'},
	{name: 'profile', type: 'string', default: 'none', help: 'Name of a profile to capture'},
	{name: 'profile-output', type: 'string', default: 'profile.pprof', help: 'File for the profile'},
	{name: 'request-timeout', type: 'string', default: '0', help: 'How long to wait for one request'},
	{name: 'server', short: 's', type: 'string', help: 'Address and port of the API server'},
	{name: 'tls-server-name', type: 'string', help: "Name to check the server's certificate for"},
	{name: 'token', type: 'string', help: 'Bearer token'},
	{name: 'user', type: 'string', help: 'Name of the kubeconfig user to use'},
	{name: 'username', type: 'string', help: 'User name for basic authentication'},
	{name: 'v', short: 'v', type: 'int', default: 0, help: 'How much to log'},
	{name: 'vmodule', type: 'string', help: 'Log levels by file', hidden: true},
	{name: 'warnings-as-errors', type: 'boolean', help: 'Fail when the server warns'},
];

/** Global flags that would reach another server or act as somebody else: there is one server and one person here. */
export const NOT_SIMULATED_FLAGS: readonly string[] = [
	'as',
	'as-group',
	'as-uid',
	'password',
	'profile',
	'server',
	'token',
	'username',
];
