import type {Command, SignalName} from '../../shell/program.ts';
import type {Clock} from '../clock.ts';
import type {Image, Server} from '../images/image.ts';
import type {Servers} from '../network/servers.ts';
import {type Container, endReason, type MainProcess} from './container.ts';
import type {ContainerSpace} from './container-space.ts';
import {expand} from './environment.ts';
import {ProgramRun} from './program-run.ts';
import {LateServerSide, ServerSide} from './server-process.ts';
import type {Slot} from './slot.ts';

/** Entry points of images that only run what they are given. */
const WRAPPERS = new Set(['/docker-entrypoint.sh', 'docker-entrypoint.sh']);
const START_ERROR =
	'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ';

/** The command line of a container: its own command and args, or those of the image, with `$(NAME)` replaced. */
export function commandLine({spec}: Slot, image: Image, space: ContainerSpace): string[] {
	const {command, args} = spec;
	const hasCommand = Boolean(command?.length);
	const words = [
		...(hasCommand ? command! : (image.entrypoint ?? [])),
		...(args?.length ? args : hasCommand ? [] : (image.command ?? [])),
	];
	const argv = words.map(word => (word.includes('$') ? expand(word, space.environment) : word));
	while (argv.length > 0 && WRAPPERS.has(argv[0]!)) argv.shift();
	if (!hasCommand && image.optionsGoTo && argv[0]?.startsWith('-')) argv.unshift(image.optionsGoTo);
	return argv;
}

// A server and an idle container end with the container; nothing runs that would have to be stopped.
const ignore = () => {};

interface ServerPlace {
	readonly container: Container;
	readonly space: ContainerSpace;
	readonly servers: Servers;
	readonly podUid: string;
	/** Those of the container's main process. */
	readonly handlers: ReadonlyMap<SignalName, () => void>;
}

/** Starts what the command line says. Returns the container runtime's message when that is impossible. */
export function startProcess(
	slot: Slot,
	container: Container,
	argv: readonly string[],
	space: ContainerSpace,
	clock: Clock,
	servers: Servers,
	podUid: string,
): string | undefined {
	const end = (exitCode: number) =>
		container.end({
			exitCode,
			reason: endReason(exitCode),
			finishedAtMs: clock.now(),
			...terminationMessage(slot, container, space, exitCode, clock.now()),
		});
	if (argv.length === 0) {
		container.process = {terminate: () => end(0), kill: ignore};
		return undefined;
	}
	const found = space.resolve(argv);
	if ('server' in found) {
		const start = found.server(found.args, new ServerSide(container, space, servers, podUid));
		if ('exitCode' in start) end(start.exitCode);
		else {
			container.process = {terminate: () => end(start.stopCode), kill: ignore};
			space.main = {command: argv.join(' '), process: container.process};
		}
		return undefined;
	}
	const handlers = new Map<SignalName, () => void>();
	const started = space.program(argv, handlers, {}, (name, server) =>
		serverCommand(name, server, {container, space, servers, podUid, handlers}),
	);
	if ('error' in started) {
		const message = `${START_ERROR}${started.error}: unknown`;
		container.end({exitCode: 128, reason: 'StartError', finishedAtMs: clock.now(), message});
		return message;
	}
	let run: ProgramRun | undefined;
	const process: MainProcess = {
		// PID 1 without a handler doesn't notice SIGTERM.
		terminate: () => run?.signal('TERM'),
		kill: () => run?.kill(),
		...(slot.spec.stdin && {
			hangUp: (exitCode: number) => {
				run?.kill();
				end(exitCode);
			},
		}),
	};
	container.process = process;
	space.main = {command: argv.join(' '), process};
	run = new ProgramRun(started.program, {
		clock,
		handlers,
		isInputOpen: slot.spec.stdin ?? false,
		onWrite: (text, stream) => container.log.write(text, stream, clock.now()),
		onExit: end,
	});
	return undefined;
}

// A server that the container's own program starts: after `exec` it takes the signals and stands in for process 1.
function serverCommand(
	name: string,
	server: Server,
	{container, space, servers, podUid, handlers}: ServerPlace,
): Command {
	return function* (args, process) {
		const start = server(args, new LateServerSide(container, space, servers, podUid));
		if ('exitCode' in start) return start.exitCode;
		let isTold = false;
		process.handlers.set('TERM', () => {
			isTold = true;
		});
		if (process.handlers === handlers && space.main) space.main = {...space.main, command: [name, ...args].join(' ')};
		while (!isTold) yield {kind: 'wait'};
		return start.stopCode;
	};
}

// What the container left in its termination log, or, if it failed and wants that, the end of its log.
function terminationMessage(
	{spec}: Slot,
	container: Container,
	space: ContainerSpace,
	exitCode: number,
	nowMs: number,
): {message?: string} {
	const path = spec.terminationMessagePath ?? '/dev/termination-log';
	const written = space.hasFiles && space.files.stat(path)?.type === 'file' ? space.files.read(path) : '';
	if (written) return {message: written.slice(0, 4096)};
	if (exitCode === 0 || spec.terminationMessagePolicy !== 'FallbackToLogsOnError') return {};
	return {message: container.log.tail(nowMs)};
}
