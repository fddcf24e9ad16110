import {formatTime} from '../shell/calendar.ts';
import type {KubeObject} from './objects.ts';
import {RecentMap} from './recent-map.ts';
import {TokenBucket} from './token-bucket.ts';

// client-go: this many different messages of one reason within the interval are combined from then on.
const SIMILAR_LIMIT = 10;
const SIMILAR_INTERVAL_MS = 600_000;
// Of so many objects at least the events are remembered, and of each source at most so many different ones.
const OBJECTS_REMEMBERED = 4096;
const OBSERVATIONS_REMEMBERED = 64;

/** What was counted of one event, whether it was written or dropped. */
export interface Observation {
	/** Undefined where similar messages were combined. */
	readonly text: string | undefined;
	readonly fieldPath: string | undefined;
	/** `namespace/name` of the Event that stands for it. */
	readonly key: string;
	readonly firstTimestamp: string;
	count: number;
	/** When its Event was written last; undefined while none exists. */
	seenMs: number | undefined;
}

/** Something that happened to an object, as a component reports it. */
export interface Happening {
	readonly component: string;
	readonly object: KubeObject;
	readonly type: string;
	readonly reason: string;
	readonly text: string;
	readonly fieldPath: string | undefined;
}

/** What becomes of a happening. */
export interface Correlation {
	/** The message as it is to be shown. */
	readonly message: string;
	readonly observation: Observation;
	/** False for one event too many. */
	readonly isAllowed: boolean;
}

/** Events of one component about one object for one reason. */
interface Source {
	readonly component: string;
	readonly type: string;
	readonly reason: string;
	/** Different messages lately; while there is but one, it is `message`. */
	messages: string[] | undefined;
	message: string | undefined;
	lastMs: number;
	readonly observations: Observation[];
}

interface ObjectMemory {
	readonly sources: Source[];
	readonly buckets: {readonly component: string; readonly bucket: TokenBucket}[];
}

/** Counts repeats, combines similar events and drops floods, as client-go's correlator does. */
export class EventCorrelator {
	readonly #objects = new RecentMap<ObjectMemory>(OBJECTS_REMEMBERED);
	#sequence = 0;

	/** Notes what happened. Dropped events count, too, so the count of a later one may jump. */
	correlate(happening: Happening, nowMs: number): Correlation {
		const {object, component, text} = happening;
		const memory = this.#memoryOf(object.metadata.uid);
		const source = sourceOf(memory, happening, nowMs);
		const isCombined = isOneTooMany(source, text, nowMs);
		const wanted = isCombined ? undefined : text;
		const fieldPath = isCombined ? undefined : happening.fieldPath;
		const sequence = this.#sequence++;
		let observation = source.observations.find(known => known.text === wanted && known.fieldPath === fieldPath);
		if (observation) observation.count++;
		else {
			const key = keyOfEvent(object, nowMs, sequence);
			observation = {text: wanted, fieldPath, key, firstTimestamp: formatTime(nowMs), count: 1, seenMs: undefined};
			if (source.observations.push(observation) > OBSERVATIONS_REMEMBERED) source.observations.shift();
		}
		return {
			message: isCombined ? `(combined from similar events): ${text}` : text,
			observation,
			isAllowed: bucketOf(memory, component, nowMs).takes(nowMs),
		};
	}

	#memoryOf(uid: string): ObjectMemory {
		let memory = this.#objects.get(uid);
		if (!memory) {
			memory = {sources: [], buckets: []};
			this.#objects.set(uid, memory);
		}
		return memory;
	}
}

function sourceOf({sources}: ObjectMemory, {component, type, reason}: Happening, nowMs: number): Source {
	let source = sources.find(known => known.reason === reason && known.component === component && known.type === type);
	if (!source) {
		source = {component, type, reason, messages: undefined, message: undefined, lastMs: nowMs, observations: []};
		sources.push(source);
	}
	return source;
}

// Notes a message. Once there are too many different ones, the oldest is forgotten and the new one is combined with the others.
function isOneTooMany(source: Source, text: string, nowMs: number): boolean {
	if (nowMs - source.lastMs > SIMILAR_INTERVAL_MS) {
		source.message = undefined;
		source.messages = undefined;
	}
	source.lastMs = nowMs;
	source.message ??= text;
	if (source.message === text && !source.messages) return false;
	source.messages ??= [source.message];
	if (!source.messages.includes(text)) source.messages.push(text);
	if (source.messages.length < SIMILAR_LIMIT) return false;
	source.messages.shift();
	return true;
}

function bucketOf({buckets}: ObjectMemory, component: string, nowMs: number): TokenBucket {
	const known = buckets.find(({component: own}) => own === component);
	if (known) return known.bucket;
	const bucket = new TokenBucket(nowMs);
	buckets.push({component, bucket});
	return bucket;
}

// Events are named after their object and the nanosecond; so many in one millisecond get as many different ones.
function keyOfEvent({metadata: {name, namespace = 'default'}}: KubeObject, nowMs: number, sequence: number): string {
	return `${namespace}/${name}.${nanosecond(nowMs, sequence % 1_000_000)}`;
}

// The hexadecimal number of a nanosecond is too large for exact arithmetic: all but its last six digits are kept for the millisecond.
function nanosecond(nowMs: number, offset: number): string {
	if (nowMs !== knownMs) {
		const startNs = BigInt(nowMs) * 1_000_000n;
		knownMs = nowMs;
		knownHead = startNs >> 24n;
		knownTail = Number(startNs & 0xffffffn);
		knownDigits = knownHead.toString(16);
	}
	const tail = knownTail + offset;
	const head = tail < 0x1000000 ? knownDigits : (knownHead + 1n).toString(16);
	return head + (tail % 0x1000000).toString(16).padStart(6, '0');
}

let knownMs = Number.NaN;
let knownHead = 0n;
let knownTail = 0;
let knownDigits = '';
