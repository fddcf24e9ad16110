import {standardCommands} from '../../shell/commands/all.ts';
import {Directory, MountedFiles} from '../../shell/files.ts';
import {runScript} from '../../shell/interpret.ts';
import type {Command, FileTree, Machine, Network, Process, Program, SignalName} from '../../shell/program.ts';
import {ApiError} from '../api-error.ts';
import type {Image, ImageName, Server} from '../images/image.ts';
import type {MainProcess} from './container.ts';
import type {VolumeContents} from './volumes.ts';

/** One volume mount of a container. */
export interface Mount {
	readonly path: string;
	readonly readOnly: boolean;
	/** Made when somebody looks. */
	readonly contents: () => VolumeContents;
	/** A single file or directory of the volume instead of all. */
	readonly subPath?: string;
}

export interface SpaceOptions {
	readonly image: Image;
	readonly name: ImageName;
	readonly hostname: string;
	/** Files that the kubelet lays into every container, by path. */
	readonly networkFiles: () => Readonly<Record<string, string>>;
	readonly mounts: readonly Mount[];
	readonly environment: () => Map<string, string>;
	readonly network: () => Network;
	readonly now: () => number;
	readonly random: () => number;
	readonly workingDirectory: string;
}

/** What a command line means in a container. */
export type Startable =
	| {readonly server: Server; readonly args: readonly string[]}
	| {readonly command: Command; readonly args: readonly string[]}
	| {readonly script: string; readonly name: string; readonly args: readonly string[]}
	| {readonly error: string};

const SHELLS = ['sh', 'bash', 'ash'];
const ANY_MAY_RUN = 0o111;
const PROGRAM_MODE = 0o755;
const commandSets = new Map<string, ReadonlyMap<string, Command>>();

/** The inside of a container: files, variables and commands. What isn't used is never made. */
export class ContainerSpace {
	#files: FileTree | undefined;
	#environment: Map<string, string> | undefined;
	/** The container's own files and those mounted into them. */
	#trees: readonly Directory[] = [];
	#signals = 0;

	/** What runs as process 1, for `ps` and `kill`. */
	main: {readonly command: string; readonly process: MainProcess} | undefined;

	constructor(readonly options: SpaceOptions) {}

	get hasFiles(): boolean {
		return this.#files !== undefined;
	}

	get files(): FileTree {
		this.#files ??= this.#makeFiles();
		return this.#files;
	}

	/** Grows when a file within reach changes and when process 1 gets a signal. */
	get version(): number {
		return this.#trees.reduce((sum, {version}) => sum + version, this.#signals);
	}

	get environment(): Map<string, string> {
		this.#environment ??= this.options.environment();
		return this.#environment;
	}

	isMounted(path: string): boolean {
		return this.options.mounts.some(mount => path === mount.path || path.startsWith(`${mount.path}/`));
	}

	/** What a command line starts here. */
	resolve([name = '', ...args]: readonly string[]): Startable {
		const {servers = {}} = this.options.image;
		const base = name.slice(name.lastIndexOf('/') + 1);
		// Questions such as `nginx -v` are answered by the command of that name.
		if (Object.hasOwn(servers, base) && !isQuestion(args)) return {server: servers[base]!, args};
		if (!name.includes('/') || /^\/(usr\/local\/|usr\/)?s?bin\//.test(name)) {
			const command = this.#commands().get(base);
			if (command) return {command, args};
			if (!name.includes('/')) return {error: `exec: "${name}": executable file not found in $PATH`};
		}
		const path = name.startsWith('/') ? name : `${this.options.workingDirectory}/${name}`;
		const stat = this.files.stat(path);
		if (!stat) return {error: `exec: "${name}": stat ${name}: no such file or directory`};
		if (stat.type === 'directory') return {error: `exec: "${name}": is a directory`};
		if ((stat.mode & ANY_MAY_RUN) === 0) return {error: `exec: "${name}": permission denied`};
		return {script: this.files.read(path), name, args};
	}

	/**
	 * The program of a command line, ready to run, or why a container runtime can't start it.
	 * @param asCommand how the program can start a server of the image; without it, it can't
	 */
	program(
		argv: readonly string[],
		handlers: Map<SignalName, () => void> = new Map(),
		streams: {hasInput?: boolean; isTerminal?: boolean} = {},
		asCommand?: (name: string, server: Server) => Command,
	): {program: Program} | {error: string} {
		const found = this.resolve(argv);
		if ('error' in found) return found;
		const process: Process = {
			env: new Map(this.environment),
			cwd: this.options.workingDirectory,
			files: this.files,
			machine: asCommand ? {...this.machine, commands: this.#withServers(asCommand)} : this.machine,
			handlers,
			hasInput: streams.hasInput ?? false,
			isTerminal: streams.isTerminal ?? false,
		};
		if ('command' in found) return {program: found.command(found.args, process)};
		if ('script' in found) return {program: runScript(found.script, process, {name: found.name, args: found.args})};
		return {error: `kubekata: a second ${argv[0]} in one container is not simulated`};
	}

	get machine(): Machine {
		const {hostname, now, random, network} = this.options;
		return {
			hostname,
			now,
			random,
			commands: this.#commands(),
			network: network(),
			processes: () => (this.main ? [{pid: 1, command: this.main.command}] : []),
			signal: (pid, name) => pid === 1 && this.main !== undefined && this.#signalMain(name),
		};
	}

	// Nobody can kill process 1 from inside; whether it heeds a polite request is its own business.
	#signalMain(name: string): boolean {
		this.#signals++;
		if (['TERM', 'INT', 'QUIT', 'HUP'].includes(name)) this.main!.process.terminate();
		return true;
	}

	// Containers of one image share one map of commands.
	#commands(): ReadonlyMap<string, Command> {
		const {image, name} = this.options;
		const key = `${image.repository}:${name.tag}`;
		let commands = commandSets.get(key);
		if (!commands) {
			const all = new Map([
				...(image.tools === 'usual' ? standardCommands : []),
				...Object.entries(image.commands?.(name.tag) ?? {}),
			]);
			for (const lacking of image.lacks?.(name.tag) ?? []) all.delete(lacking);
			commands = all;
			if (commandSets.size < 1000) commandSets.set(key, commands);
		}
		return commands;
	}

	#withServers(asCommand: (name: string, server: Server) => Command): ReadonlyMap<string, Command> {
		const {servers = {}} = this.options.image;
		const commands = new Map(this.#commands());
		for (const [name, server] of Object.entries(servers)) {
			const own = commands.get(name);
			const serve = asCommand(name, server);
			commands.set(name, (args, process) => (own && isQuestion(args) ? own : serve)(args, process));
		}
		return commands;
	}

	#makeFiles(): FileTree {
		const {image, name, networkFiles, mounts, now} = this.options;
		const root = new Directory(now);
		const write = (path: string, text: string, mode?: number) => {
			root.makeDirectory(path.slice(0, path.lastIndexOf('/')) || '/', {parents: true});
			root.write(path, text, mode === undefined ? {} : {mode});
		};
		for (const path of ['/bin', '/dev', '/etc', '/home', '/proc', '/root', '/tmp', '/usr', '/var'])
			root.makeDirectory(path, {parents: true});
		if (image.workingDirectory) root.makeDirectory(image.workingDirectory, {parents: true});
		for (const [path, text] of Object.entries(image.files?.(name.tag) ?? {}))
			write(path, text, path.endsWith('.sh') ? PROGRAM_MODE : undefined);
		for (const [path, text] of Object.entries(networkFiles())) write(path, text);
		write('/dev/termination-log', '');
		if (image.tools === 'usual')
			for (const shell of SHELLS)
				if (!image.lacks?.(name.tag).includes(shell)) write(`/bin/${shell}`, '', PROGRAM_MODE);
		const mounted = mounts.map(({path, contents, subPath, readOnly}) => {
			const {directory, path: base = ''} = contents();
			const within = subPath === undefined ? base : `${base}/${subPath}`;
			return {path, directory, readOnly, ...(within && {subPath: within})};
		});
		this.#trees = [root, ...mounted.map(({directory}) => directory)];
		return new MountedFiles(root, mounted, now);
	}
}

// `nginx -v` asks something; it starts no server.
function isQuestion([flag = '']: readonly string[]): boolean {
	return ['-v', '-V', '-t', '-s', '--version'].includes(flag);
}

/** What the kubelet answers when the command of `kubectl exec` can't be started. */
export function failedExec(error: string, random: () => number): ApiError {
	const id = Array.from({length: 64}, () => Math.floor(random() * 16).toString(16)).join('');
	return new ApiError(
		'InternalError',
		`Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: exec failed: unable to start container process: ${error}: unknown`,
	);
}
