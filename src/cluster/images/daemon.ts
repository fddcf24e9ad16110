import {type Command, complain, type HttpHandler, print} from '../../shell/program.ts';
import type {Image, Server, ServerProcess} from './image.ts';
import {notSimulated} from './not-simulated.ts';
import {versionOf} from './version.ts';

/** A service that writes some lines when it starts, listens and waits: what a database or a collector is to a cluster. */
export interface Daemon {
	readonly repository: string;
	readonly sizeBytes: number;
	/** The program that the image starts. */
	readonly program: string;
	/** What the image passes to it. */
	readonly args?: readonly string[];
	/** Other names of the same program. */
	readonly aliases?: readonly string[];
	/** Known versions, newest first. */
	readonly versions: readonly [string, ...string[]];
	readonly ports?: readonly number[];
	/** What it answers to HTTP; without it its ports only accept connections. */
	readonly answer?: (process: ServerProcess, version: string) => HttpHandler;
	readonly stream: 'stdout' | 'stderr';
	readonly startLines: (start: DaemonStart) => readonly string[];
	/** Where it keeps its data, and what its first start lays there (by relative path). */
	readonly data?: {
		readonly directory: (process: Pick<ServerProcess, 'env'>) => string;
		readonly files: (version: string) => Readonly<Record<string, string>>;
	};
	/** What it says before it gives up because another container of the Pod has its port. */
	readonly portTaken: (port: number) => string;
	/** Commands that print a version when they are asked for it with `--version`, `-V` or `-v`. */
	readonly versionTexts: Readonly<Record<string, (version: string) => string>>;
	/** Commands that do more. */
	readonly commands?: (version: string) => Readonly<Record<string, Command>>;
	/** Commands of the image that are left out. */
	readonly leftOut?: readonly string[];
	readonly files?: (version: string) => Readonly<Record<string, string>>;
	readonly workingDirectory?: string;
}

export interface DaemonStart {
	readonly version: string;
	readonly startMs: number;
	readonly process: ServerProcess;
}

/** The image of a daemon, which ends with 0 when it is told to stop. */
export function daemonImage(daemon: Daemon): Image {
	const {program, aliases = [], versions} = daemon;
	const server = serve(daemon);
	return {
		repository: daemon.repository,
		sizeBytes: daemon.sizeBytes,
		tools: 'usual',
		entrypoint: ['docker-entrypoint.sh'],
		command: [program, ...(daemon.args ?? [])],
		optionsGoTo: program,
		...(daemon.workingDirectory && {workingDirectory: daemon.workingDirectory}),
		files: tag => imageFiles(daemon, versionOf(tag, versions)),
		commands: tag => commands(daemon, versionOf(tag, versions)),
		servers: Object.fromEntries([program, ...aliases].map(name => [name, server])),
	};
}

// Whoever looks into a container without a volume finds the data, too.
function imageFiles({files, data}: Daemon, version: string): Record<string, string> {
	const directory = data?.directory({env: new Map()});
	const laid = Object.entries(data?.files(version) ?? {}).map(([path, text]) => [`${directory}/${path}`, text]);
	return {...files?.(version), ...Object.fromEntries(laid)};
}

function serve(daemon: Daemon): Server {
	const {versions, ports = [], answer, stream, startLines, portTaken} = daemon;
	return (_args, process) => {
		const version = versionOf(process.tag, versions);
		if (!hasData(daemon, process)) layData(daemon, version, process);
		for (const port of ports) {
			if (process.listen(port, answer?.(process, version))) continue;
			process.log(portTaken(port), stream);
			return {exitCode: 1};
		}
		const startMs = process.now();
		process.startLog(() => startLines({version, startMs, process}).map(text => ({text, stream})));
		return {stopCode: 0};
	};
}

// Only a volume can hold data from before.
function hasData({data}: Daemon, process: ServerProcess): boolean {
	const directory = data?.directory(process);
	if (directory === undefined || !process.isMounted(directory)) return false;
	return process.files.stat(directory)?.type === 'directory' && process.files.list(directory).length > 0;
}

function layData({data}: Daemon, version: string, process: ServerProcess): void {
	const directory = data?.directory(process);
	if (!data || directory === undefined || !process.isMounted(directory)) return;
	for (const [path, text] of Object.entries(data.files(version))) {
		const file = `${directory}/${path}`;
		try {
			process.files.makeDirectory(file.slice(0, file.lastIndexOf('/')), {parents: true});
			process.files.write(file, text);
		} catch {
			// A volume that is read-only stays as it is.
			return;
		}
	}
}

function commands(daemon: Daemon, version: string): Record<string, Command> {
	return {
		...notSimulated(daemon.leftOut ?? []),
		...Object.fromEntries(
			Object.entries(daemon.versionTexts).map(([name, text]) => [name, versionCommand(name, text(version))]),
		),
		...daemon.commands?.(version),
	};
}

/** A command of which only `--version` is there. */
export function versionCommand(name: string, text: string): Command {
	return function* ([flag]) {
		if (flag === '--version' || flag === '-V' || flag === '-v') {
			yield* print(`${text}\n`);
			return 0;
		}
		yield* complain(`kubekata: ${name} other than --version is not simulated\n`);
		return 127;
	};
}
