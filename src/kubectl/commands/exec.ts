import {ApiError} from '../../cluster/api-error.ts';
import type {Pod} from '../../cluster/objects.ts';
import {complain, type Effect, type Program, type Reply} from '../../shell/program.ts';
import type {Flag, Invocation, Subcommand} from '../command.ts';
import {refusal, usageError} from './failures.ts';
import {selectOne} from './selection.ts';
import {containerIn, containerNames, podsBehind} from './target-pod.ts';

const DEFAULT_POD_TIMEOUT_MS = 60_000;

/** Flags of the commands that talk to a running container. */
export const SESSION_FLAGS: readonly Flag[] = [
	{name: 'stdin', short: 'i', type: 'boolean', help: 'Pass standard input to the container'},
	{name: 'tty', short: 't', type: 'boolean', help: 'Standard input is a terminal'},
	{name: 'container', short: 'c', type: 'string', help: 'The container'},
	{name: 'quiet', short: 'q', type: 'boolean', help: 'Only print what the container prints'},
	{name: 'pod-running-timeout', type: 'duration', default: DEFAULT_POD_TIMEOUT_MS, help: 'How long to wait for a Pod'},
];

export const exec: Subcommand = {
	name: 'exec',
	short: 'Execute a command in a container',
	usage: 'kubectl exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
	examples: 'kubectl exec web -- date\nkubectl exec -it web -- sh\nkubectl exec deploy/web -c nginx -- cat /etc/hosts',
	flags: SESSION_FLAGS,
	*run(invocation) {
		const {args, dashAt, flags, process} = invocation;
		if (dashAt === undefined && args.length > 1)
			throw usageError('exec', 'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead');
		const target = dashAt === 0 ? undefined : args[0];
		if (target === undefined) throw refusal('pod, type/name or --filename must be specified');
		const command = dashAt === undefined ? [] : args.slice(dashAt);
		if (command.length === 0) throw refusal('you must specify at least one command for the container');
		const pod = yield* runningPod(invocation, target, 'exec into');
		const container = yield* containerIn(pod, flags.string('container'), flags.boolean('quiet'));
		if (!containerNames(pod).includes(container))
			throw new ApiError('BadRequest', `container ${container} is not valid for pod ${pod.metadata.name}`);
		const stdin = flags.boolean('stdin');
		let tty = stdin && flags.boolean('tty');
		if (tty && process.hasInput) {
			yield* complain('Unable to use a TTY - input is not a terminal or the right kind of file\n');
			tty = false;
		}
		const program = execIn(invocation, pod, container, {command, stdin, tty});
		const code = yield* stdin ? program : withoutInput(program);
		if (code !== 0) yield* complain(`command terminated with exit code ${code}\n`);
		return code;
	},
};

/** Runs a command in a container. With a terminal, Ctrl-C is the command's business. Throws CommandError if it can't be started. */
export function* execIn(
	{cluster, process}: Invocation,
	pod: Pod,
	container: string,
	{command, stdin, tty}: {readonly command: readonly string[]; readonly stdin: boolean; readonly tty: boolean},
): Program {
	const handlers = tty ? process.machine.terminalHandlers : undefined;
	const before = [...(handlers ?? [])];
	try {
		return yield* cluster.nodes.exec(pod, container, command, {stdin, tty, ...(handlers && {handlers})});
	} catch (error) {
		if (error instanceof ApiError && error.reason === 'InternalError') throw refusal(error.message);
		throw error;
	} finally {
		handlers?.clear();
		for (const [name, handler] of before) handlers?.set(name, handler);
	}
}

// Without -i the command finds its standard input closed.
function* withoutInput(program: Program): Program {
	let reply: Reply;
	try {
		for (;;) {
			const {done, value} = program.next(reply);
			if (done) return value;
			reply = value.kind === 'read' ? undefined : yield value;
		}
	} finally {
		program.return(0);
	}
}

/** The Pod that an argument names, directly or by its workload; refuses one that has ended. */
export function* runningPod(invocation: Invocation, target: string, verb: string): Generator<Effect, Pod, Reply> {
	const timeoutMs = invocation.flags.duration('pod-running-timeout');
	const [pod] = yield* podsBehind(invocation, selectOne(invocation, target), timeoutMs, 'cannot attach to');
	const {phase} = pod!.status;
	if (phase === 'Succeeded' || phase === 'Failed')
		throw refusal(`cannot ${verb} a container in a completed pod; current phase is ${phase}`);
	return pod!;
}
