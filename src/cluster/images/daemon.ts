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

/**
 * The image of a daemon. It needs no variables, though the real images of some databases refuse to start without a password: here
 * they all run, and end with 0 when they are told to stop.
 */
export function daemonImage(daemon: Daemon): Image {
	const {program, aliases = [], versions, files} = daemon;
	const server = serve(daemon);
	return {
		repository: daemon.repository,
		sizeBytes: daemon.sizeBytes,
		tools: 'usual',
		entrypoint: ['docker-entrypoint.sh'],
		command: [program, ...(daemon.args ?? [])],
		optionsGoTo: program,
		...(daemon.workingDirectory && {workingDirectory: daemon.workingDirectory}),
		...(files && {files: (tag: string) => files(versionOf(tag, versions))}),
		commands: tag => commands(daemon, versionOf(tag, versions)),
		servers: Object.fromEntries([program, ...aliases].map(name => [name, server])),
	};
}

function serve({versions, ports = [], answer, stream, startLines, portTaken}: Daemon): Server {
	return (_args, process) => {
		const version = versionOf(process.tag, versions);
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
