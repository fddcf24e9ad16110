import type {FileTree} from '../../shell/program.ts';

/** What Redis answers: a plain status, a text, a number, nothing, a list or a failure. */
export type RedisReply =
	| {readonly status: string}
	| {readonly error: string}
	| {readonly value: string | number | null | readonly string[]};

// The real file holds a binary form; this one is JSON. It outlives the container if /data is a volume.
const DUMP = '/data/dump.rdb';

const ARGUMENTS: Readonly<Record<string, readonly [least: number, most: number]>> = {
	PING: [0, 1],
	GET: [1, 1],
	SET: [2, 2],
	DEL: [1, Number.POSITIVE_INFINITY],
	EXISTS: [1, Number.POSITIVE_INFINITY],
	INCR: [1, 1],
	KEYS: [1, 1],
	DBSIZE: [0, 0],
	FLUSHALL: [0, 0],
};

/** Runs one command on the entries that the container's files hold. */
export function runRedis([name = '', ...words]: readonly string[], files: FileTree): RedisReply {
	const command = name.toUpperCase();
	if (!Object.hasOwn(ARGUMENTS, command)) return {error: `kubekata: redis-cli ${name} is not simulated`};
	const [least, most] = ARGUMENTS[command]!;
	if (words.length < least) return {error: `ERR wrong number of arguments for '${name.toLowerCase()}' command`};
	if (words.length > most) return {error: `kubekata: redis-cli ${name} with options is not simulated`};
	const entries = load(files);
	const before = entries.size;
	const [key = '', value = ''] = words;
	switch (command) {
		case 'PING':
			return words.length === 0 ? {status: 'PONG'} : {value: key};
		case 'GET':
			return {value: entries.get(key) ?? null};
		case 'SET':
			return save(files, entries.set(key, value), {status: 'OK'});
		case 'DEL':
			for (const word of words) entries.delete(word);
			return save(files, entries, {value: before - entries.size});
		case 'EXISTS':
			return {value: words.filter(word => entries.has(word)).length};
		case 'INCR':
			return increment(files, entries, key);
		case 'KEYS':
			if (key === '*') return {value: [...entries.keys()]};
			return {error: 'kubekata: redis-cli keys other than * is not simulated'};
		case 'DBSIZE':
			return {value: before};
		default:
			return save(files, new Map(), {status: 'OK'});
	}
}

function increment(files: FileTree, entries: Map<string, string>, key: string): RedisReply {
	const old = Number(entries.get(key) ?? '0');
	if (!Number.isSafeInteger(old)) return {error: 'ERR value is not an integer or out of range'};
	return save(files, entries.set(key, String(old + 1)), {value: old + 1});
}

// A file that something else wrote counts as empty.
function load(files: FileTree): Map<string, string> {
	if (files.stat(DUMP)?.type !== 'file') return new Map();
	try {
		const entries: unknown = JSON.parse(files.read(DUMP));
		if (!Array.isArray(entries)) return new Map();
		return new Map(
			entries
				.filter((entry): entry is unknown[] => Array.isArray(entry))
				.map(([key, value]) => [String(key), String(value)] as const),
		);
	} catch {
		return new Map();
	}
}

function save(files: FileTree, entries: ReadonlyMap<string, string>, reply: RedisReply): RedisReply {
	try {
		files.makeDirectory('/data', {parents: true});
		files.write(DUMP, `${JSON.stringify([...entries])}\n`);
		return reply;
	} catch {
		return {error: 'MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist to disk.'};
	}
}
