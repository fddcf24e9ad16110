import {ApiError} from '../../cluster/api-error.ts';
import {resolvePath} from '../../shell/files.ts';
import {complain, type FileTree} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {refusal} from './failures.ts';
import {containerIn, containerNames} from './target-pod.ts';

export const cp: Subcommand = {
	name: 'cp',
	short: 'Copy files and directories to and from containers',
	usage: 'kubectl cp SOURCE DESTINATION',
	examples: 'kubectl cp index.html web:/usr/share/nginx/html/\nkubectl cp default/web:/etc/nginx/nginx.conf nginx.conf',
	flags: [
		{name: 'container', short: 'c', type: 'string', help: 'The container'},
		{name: 'no-preserve', type: 'boolean', help: 'Without the permissions of the files'},
	],
	*run(invocation) {
		const {args, process} = invocation;
		if (args.length !== 2) throw refusal('source and destination are required');
		const [source, destination] = args.map(parsePlace) as [Place, Place];
		if (source.pod && destination.pod) throw refusal('one of src or dest must be a local file specification');
		if (source.path === '' || destination.path === '') throw refusal('filepath can not be empty');
		if (!source.pod && !destination.pod) throw refusal('one of src or dest must be a remote file specification');
		const local = (place: Place) => resolvePath(process.cwd, place.path);
		if (!source.pod && !process.files.stat(local(source)))
			throw refusal(`${source.path} doesn't exist in local filesystem`);
		const remote = yield* filesOf(invocation, source.pod ? source : destination);
		if (!source.pod) {
			const to = resolvePath('/', destination.path);
			const from = local(source);
			const target = remote.stat(to)?.type === 'directory' ? join(to, baseName(from)) : to;
			copyTree(process.files, from, remote, target);
			return 0;
		}
		const from = resolvePath('/', source.path);
		if (!remote.stat(from)) {
			yield* complain(
				`tar: ${source.path}: Cannot stat: No such file or directory\ntar: Exiting with failure status due to previous errors\n`,
			);
			throw refusal(`${source.path} no such file or directory`);
		}
		if (source.path.startsWith('/')) yield* complain("tar: Removing leading `/' from member names\n");
		const to = local(destination);
		const target =
			process.files.stat(to)?.type === 'directory' && remote.stat(from)!.type === 'file'
				? join(to, baseName(from))
				: to;
		copyTree(remote, from, process.files, target);
		return 0;
	},
};

interface Place {
	readonly namespace?: string;
	readonly pod?: string;
	readonly path: string;
}

// `pod:path` or `namespace/pod:path`; anything else is a local path.
function parsePlace(text: string): Place {
	const colon = text.indexOf(':');
	if (colon < 0) return {path: text};
	if (colon === 0) throw refusal('filespec must match the canonical format: [[namespace/]pod:]file/path');
	const parts = text.slice(0, colon).split('/');
	const path = text.slice(colon + 1);
	if (parts.length === 1) return {pod: parts[0]!, path};
	if (parts.length === 2) return {namespace: parts[0]!, pod: parts[1]!, path};
	throw refusal('filespec must match the canonical format: [[namespace/]pod:]file/path');
}

function* filesOf(invocation: Invocation, place: Place) {
	const {cluster, flags} = invocation;
	const pod = cluster.api.get('Pod', place.namespace ?? invocation.namespace, place.pod!);
	const container = yield* containerIn(pod, flags.string('container'));
	if (!containerNames(pod).includes(container))
		throw new ApiError('BadRequest', `container ${container} is not valid for pod ${pod.metadata.name}`);
	return cluster.nodes.files(pod, container);
}

function copyTree(from: FileTree, fromPath: string, to: FileTree, toPath: string): void {
	const stat = from.stat(fromPath);
	if (!stat) return;
	if (stat.type === 'file') {
		to.write(toPath, from.read(fromPath), {mode: stat.mode});
		return;
	}
	if (!to.stat(toPath)) to.makeDirectory(toPath, {parents: true});
	for (const name of from.list(fromPath)) copyTree(from, join(fromPath, name), to, join(toPath, name));
}

function join(directory: string, name: string): string {
	return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

function baseName(path: string): string {
	return (
		path
			.split('/')
			.filter(part => part !== '')
			.at(-1) ?? ''
	);
}
