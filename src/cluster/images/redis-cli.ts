import {type Command, complain, print} from '../../shell/program.ts';
import {REDIS_METHOD, REDIS_PORT, type RedisReply} from './redis-store.ts';

/** redis-cli [-h HOST] [-p PORT] COMMAND [WORD...] */
export const redisCli: Command = function* (args, {machine, isTerminal}) {
	let host = '127.0.0.1';
	let port = REDIS_PORT;
	let at = 0;
	for (; args[at] === '-h' || args[at] === '-p'; at += 2) {
		if (args[at] === '-h') host = args[at + 1] ?? host;
		else port = Number(args[at + 1] ?? port);
	}
	const words = args.slice(at);
	if (words.length === 0 || words[0]?.startsWith('-')) {
		yield* complain('kubekata: redis-cli without a command or with options other than -h and -p is not simulated\n');
		return 1;
	}
	const answer = machine.network?.http({
		method: REDIS_METHOD,
		host,
		port,
		path: '/',
		headers: {},
		body: JSON.stringify(words),
	}) ?? {failure: 'unknown-host'};
	if ('failure' in answer) {
		yield* complain(`Could not connect to Redis at ${host}:${port}: ${REASONS[answer.failure]}\n`);
		return 1;
	}
	const reply = parseReply(answer.body);
	if (!reply) {
		yield* complain('Error: Protocol error\n');
		return 1;
	}
	if ('error' in reply && reply.error.startsWith('kubekata:')) {
		yield* complain(`${reply.error}\n`);
		return 1;
	}
	yield* print(`${isTerminal ? forPerson(reply) : plain(reply)}\n`);
	return 0;
};

const REASONS = {
	refused: 'Connection refused',
	timeout: 'Connection timed out',
	'unknown-host': 'Name or service not known',
} as const;

// Undefined if something other than Redis answered.
function parseReply(body: string): RedisReply | undefined {
	try {
		const reply: unknown = JSON.parse(body);
		const isReply = typeof reply === 'object' && reply !== null && ['status', 'error', 'value'].some(key => key in reply);
		return isReply ? (reply as RedisReply) : undefined;
	} catch {
		return undefined;
	}
}

function plain(reply: RedisReply): string {
	if ('status' in reply) return reply.status;
	if ('error' in reply) return reply.error;
	return Array.isArray(reply.value) ? reply.value.join('\n') : String(reply.value ?? '');
}

// On a terminal redis-cli tells types apart.
function forPerson(reply: RedisReply): string {
	if ('status' in reply) return reply.status;
	if ('error' in reply) return `(error) ${reply.error}`;
	const {value} = reply;
	if (value === null) return '(nil)';
	if (typeof value === 'number') return `(integer) ${value}`;
	if (typeof value === 'string') return JSON.stringify(value);
	return value.length > 0
		? value.map((item, index) => `${index + 1}) ${JSON.stringify(item)}`).join('\n')
		: '(empty array)';
}
