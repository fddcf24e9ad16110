import {type Command, complain, print} from '../../shell/program.ts';
import {type RedisReply, runRedis} from './redis-store.ts';

/** redis-cli COMMAND [WORD...], on the Redis of its own container: nothing listens on the network. */
export const redisCli: Command = function* (args, {files, isTerminal}) {
	if (args.length === 0 || args[0]?.startsWith('-')) {
		yield* complain('kubekata: redis-cli without a command or with options is not simulated\n');
		return 1;
	}
	const reply = runRedis(args, files);
	if ('error' in reply && reply.error.startsWith('kubekata:')) {
		yield* complain(`${reply.error}\n`);
		return 1;
	}
	yield* print(`${isTerminal ? forPerson(reply) : plain(reply)}\n`);
	return 0;
};

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
