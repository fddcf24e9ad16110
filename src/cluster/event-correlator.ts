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
	readonly type: string;
	readonly reason: string;
	/** Different messages lately; while there is but one, it is `message`. */
	messages: string[] | undefined;
	message: string | undefined;
	lastMs: number;
	observations: readonly Observation[];
}

/** What is known of one component's events about one object; `next` is that of another component. */
interface Memory {
	readonly component: string;
	sources: readonly Source[];
	readonly bucket: TokenBucket;
	readonly next: Memory | undefined;
}

const NONE: readonly never[] = [];

/** Counts repeats, combines similar events and drops floods, as client-go's correlator does. */
export class EventCorrelator {
	readonly #objects = new RecentMap<Memory>(OBJECTS_REMEMBERED);
	#sequence = 0;

	/** Notes what happened. Dropped events count, too, so the count of a later one may jump. */
	correlate(happening: Happening, nowMs: number): Correlation {
		const {object, component, text} = happening;
		const memory = this.#memoryOf(object.metadata.uid, component, nowMs);
		const source = sourceOf(memory, happening, nowMs);
		const isCombined = isOneTooMany(source, text, nowMs);
		const wanted = isCombined ? undefined : text;
		const fieldPath = isCombined ? undefined : happening.fieldPath;
		let observation = source.observations.find(known => known.text === wanted && known.fieldPath === fieldPath);
		if (observation) observation.count++;
		else {
			const key = this.nextKey(object, nowMs);
			observation = {text: wanted, fieldPath, key, firstTimestamp: formatTime(nowMs), count: 1, seenMs: undefined};
			remember(source, observation);
		}
		return {
			message: isCombined ? `(combined from similar events): ${text}` : text,
			observation,
			isAllowed: memory.bucket.takes(nowMs),
		};
	}

	/** `namespace/name` for a new Event about an object. */
	nextKey(object: KubeObject, nowMs: number): string {
		return keyOfEvent(object, nowMs, this.#sequence++);
	}

	#memoryOf(uid: string, component: string, nowMs: number): Memory {
		const known = this.#objects.get(uid);
		for (let memory = known; memory; memory = memory.next) if (memory.component === component) return memory;
		const memory: Memory = {component, sources: NONE, bucket: new TokenBucket(nowMs), next: known};
		this.#objects.set(uid, memory);
		return memory;
	}
}

function sourceOf(memory: Memory, {type, reason}: Happening, nowMs: number): Source {
	let source = memory.sources.find(known => known.reason === reason && known.type === type);
	if (!source) {
		source = {type, reason, messages: undefined, message: undefined, lastMs: nowMs, observations: NONE};
		memory.sources = memory.sources.concat(source);
	}
	return source;
}

function remember(source: Source, observation: Observation): void {
	const {observations} = source;
	// Nearly all have but one, and there are thousands: a list made by spreading or pushing would be mostly air.
	source.observations = observations.slice(observations.length < OBSERVATIONS_REMEMBERED ? 0 : 1).concat(observation);
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
