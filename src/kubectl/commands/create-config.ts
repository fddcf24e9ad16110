import {encodeBase64} from '../base64.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {contentHash} from '../content-hash.ts';
import {readFile} from '../manifest-files.ts';
import type {ManifestObject} from '../manifests.ts';
import {goJson} from '../printers/json.ts';
import {generatorCommand} from './create-generator.ts';
import {refusal} from './failures.ts';
import {KEY_SOURCE_FLAGS, readKeySources} from './key-sources.ts';

export const createConfigMap = generatorCommand({
	path: 'configmap',
	aliases: ['cm'],
	short: 'Create a config map from a local file, directory or literal value',
	usage: 'kubectl create configmap NAME [--from-file=[key=]source] [--from-literal=key1=value1]',
	examples:
		'kubectl create configmap settings --from-literal=color=blue\nkubectl create configmap files --from-file=config/',
	flags: KEY_SOURCE_FLAGS,
	failurePrefix: 'failed to create configmap: ',
	build(invocation, name) {
		const found = readKeySources(invocation, 'ConfigMap', name);
		const data = Object.fromEntries(found);
		return {
			apiVersion: 'v1',
			...(found.size > 0 && {data}),
			kind: 'ConfigMap',
			metadata: {name: name + hashOf(invocation, {data: found.size > 0 ? data : null, kind: 'ConfigMap', name})},
		};
	},
});

const createSecretGeneric = generatorCommand({
	path: 'secret generic',
	short: 'Create a secret from a local file, directory, or literal value',
	usage: 'kubectl create secret generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1]',
	examples: 'kubectl create secret generic db --from-literal=password=s3cret',
	flags: [...KEY_SOURCE_FLAGS, {name: 'type', type: 'string', help: 'The type of the Secret'}],
	failurePrefix: 'failed to create secret ',
	build(invocation, name) {
		return secretOf(invocation, name, invocation.flags.string('type'), readKeySources(invocation, 'Secret', name));
	},
});

const createSecretTls = generatorCommand({
	path: 'secret tls',
	short: 'Create a TLS secret',
	usage: 'kubectl create secret tls NAME --cert=path/to/cert/file --key=path/to/key/file',
	flags: [
		{name: 'cert', type: 'string', help: 'File of the certificate (PEM)'},
		{name: 'key', type: 'string', help: 'File of the private key (PEM)'},
		{name: 'append-hash', type: 'boolean', help: 'Add a hash of the content to the name'},
	],
	failurePrefix: 'failed to create secret ',
	build(invocation, name) {
		const {flags} = invocation;
		const [certificate, key] = [flags.string('cert'), flags.string('key')];
		if (certificate === '' || key === '') throw refusal('key and cert must be specified');
		const texts = [certificate, key].map(path => pemFile(invocation, path)) as [string, string];
		const found = texts.map(text => /-----BEGIN [A-Z ]+-----/.test(text));
		if (!found[0]) throw refusal('tls: failed to find any PEM data in certificate input');
		if (!found[1]) throw refusal('tls: failed to find any PEM data in key input');
		return secretOf(
			invocation,
			name,
			'kubernetes.io/tls',
			new Map([
				['tls.crt', texts[0]],
				['tls.key', texts[1]],
			]),
		);
	},
});

const createSecretDockerRegistry = generatorCommand({
	path: 'secret docker-registry',
	short: 'Create a secret for use with a Docker registry',
	usage:
		'kubectl create secret docker-registry NAME --docker-username=user --docker-password=password [--docker-server=string]',
	flags: [
		{name: 'docker-server', type: 'string', default: 'https://index.docker.io/v1/', help: 'Address of the registry'},
		{name: 'docker-username', type: 'string', help: 'User name'},
		{name: 'docker-password', type: 'string', help: 'Password'},
		{name: 'docker-email', type: 'string', help: 'E-mail address'},
		...KEY_SOURCE_FLAGS.filter(({name}) => name === 'from-file' || name === 'append-hash'),
	],
	failurePrefix: 'failed to create secret ',
	build(invocation, name) {
		const type = 'kubernetes.io/dockerconfigjson';
		const {flags} = invocation;
		if (flags.strings('from-file').length > 0)
			return secretOf(invocation, name, type, readKeySources(invocation, 'Secret', name));
		const [server, username, password, email] = ['server', 'username', 'password', 'email'].map(field =>
			flags.string(`docker-${field}`),
		) as [string, string, string, string];
		if (username === '' || password === '' || server === '')
			throw refusal(
				'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
			);
		const auth = encodeBase64(`${username}:${password}`);
		const entry = `{"username":${goJson(username)},"password":${goJson(password)}${email ? `,"email":${goJson(email)}` : ''},"auth":${goJson(auth)}}`;
		return secretOf(invocation, name, type, new Map([['.dockerconfigjson', `{"auths":{${goJson(server)}:${entry}}}`]]));
	},
});

export const createSecret: Subcommand = {
	name: 'secret',
	short: 'Create a secret using a specified subcommand',
	usage: 'kubectl create secret (docker-registry | generic | tls)',
	flags: [],
	subcommands: [createSecretDockerRegistry, createSecretGeneric, createSecretTls],
};

function secretOf(
	invocation: Invocation,
	name: string,
	type: string,
	data: ReadonlyMap<string, string>,
): ManifestObject {
	const encoded = Object.fromEntries([...data].map(([key, value]) => [key, encodeBase64(value)]));
	return {
		apiVersion: 'v1',
		...(data.size > 0 && {data: encoded}),
		kind: 'Secret',
		metadata: {name: name + hashOf(invocation, {data: data.size > 0 ? encoded : null, kind: 'Secret', name, type})},
		...(type !== '' && {type}),
	};
}

function pemFile({process}: Invocation, path: string): string {
	try {
		return readFile(process, path);
	} catch {
		throw refusal(`Cannot read file ${path}, open ${path}: no such file or directory`);
	}
}

// What `--append-hash` puts behind the name.
function hashOf({flags}: Invocation, content: ManifestObject): string {
	return flags.boolean('append-hash') ? `-${contentHash(goJson(content))}` : '';
}
