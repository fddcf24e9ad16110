import type {Pod} from '../../cluster/objects.ts';
import {complain, type Effect, print, type Reply} from '../../shell/program.ts';
import type {Invocation, Subcommand} from '../command.ts';
import {execIn, runningPod, SESSION_FLAGS} from './exec.ts';
import {refusal} from './failures.ts';
import {followLogs} from './log-stream.ts';
import {containerIn, containerNames} from './target-pod.ts';

const WARNING =
	'All commands and output from this session will be recorded in container logs, including credentials and sensitive ' +
	'information passed through the command prompt.\n';
const HINT = "If you don't see a command prompt, try pressing enter.\n";
const SHELLS = new Set(['sh', 'ash', 'bash', '/bin/sh', '/bin/ash', '/bin/bash']);

export const attach: Subcommand = {
	name: 'attach',
	short: 'Attach to a running container',
	usage: 'kubectl attach (POD | TYPE/NAME) -c CONTAINER',
	examples: 'kubectl attach web',
	flags: SESSION_FLAGS,
	*run(invocation) {
		const {args, flags} = invocation;
		if (args.length === 0) throw refusal('at least 1 argument is required for attach');
		if (args.length > 2)
			throw refusal(
				`expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`,
			);
		const target = args.length === 2 ? `${args[0]}/${args[1]}` : args[0]!;
		const pod = yield* runningPod(invocation, target, 'attach');
		const wanted = flags.string('container');
		if (wanted !== '' && !containerNames(pod).includes(wanted))
			throw refusal(`cannot attach to the container: container ${wanted} not found in pod ${pod.metadata.name}`);
		const container = yield* containerIn(pod, wanted, flags.boolean('quiet'));
		yield* attachTo(invocation, pod, container);
		return 0;
	},
};

/**
 * Shows what the container writes from now on. What is typed reaches a container whose command is a shell: it gets a shell of its
 * own beside the main process, which can't be told apart from it here. Returns the exit code of that shell, undefined without one.
 */
export function* attachTo(
	invocation: Invocation,
	pod: Pod,
	container: string,
): Generator<Effect, number | undefined, Reply> {
	const {cluster, flags} = invocation;
	if (!flags.boolean('quiet')) yield* complain(WARNING + HINT);
	const command = shellOf(pod, container);
	const interactive = flags.boolean('stdin') && command !== undefined;
	if (!interactive) {
		yield* followLogs(cluster, [{pod, container}], {
			previous: false,
			prefix: false,
			timestamps: false,
			ignoreErrors: false,
			tail: flags.boolean('stdin') ? undefined : 0,
			limitBytes: undefined,
			sinceMs: undefined,
			sinceTime: undefined,
		});
		return undefined;
	}
	const code = yield* execIn(invocation, pod, container, {command, stdin: true, tty: flags.boolean('tty')});
	if (pod.spec.containers.find(({name}) => name === container)?.stdinOnce) cluster.nodes.hangUp(pod, container, code);
	if (flags.boolean('tty') && pod.spec.restartPolicy === 'Always' && !(flags.given('rm') && flags.boolean('rm')))
		yield* print(
			`Session ended, resume using 'kubectl attach ${pod.metadata.name} -c ${container} -i -t' command when the pod is running\n`,
		);
	return code;
}

// An image whose own command is a shell (busybox, alpine) is known by its name.
function shellOf(pod: Pod, name: string): string[] | undefined {
	const container = pod.spec.containers.find(candidate => candidate.name === name);
	const words = [...(container?.command ?? []), ...(container?.args ?? [])];
	if (words.length === 0)
		return /^(.*\/)?(busybox|alpine|debian|ubuntu|bash)(:|$)/.test(container?.image ?? '') ? ['sh'] : undefined;
	return words.length === 1 && SHELLS.has(words[0]!) ? words : undefined;
}
