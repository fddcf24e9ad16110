import type {Clock} from '../clock.ts';
import {isInRegistry, parseImageName} from '../images/image.ts';
import {findImage} from '../images/known-images.ts';
import type {SharedTimers} from './shared-timers.ts';

/** A pull that ended. */
export interface PullResult {
	/** Milliseconds of the pull itself, and with the wait for pulls before it. */
	readonly pullMs: number;
	readonly totalMs: number;
	readonly sizeBytes: number;
	/** The container runtime's message of a pull that failed. */
	readonly error?: string;
}

const PULL_MS = 1200;

/** The images of one node. A node pulls one image at a time; who asks for the one that is being pulled gets it at the same moment. */
export class ImagePuller {
	readonly #present = new Set<string>();
	#queue: {name: string; sinceMs: number; done: (result: PullResult) => void}[] = [];
	#isPulling = false;

	/** @param onPresent called when an image has come to the node for the first time */
	constructor(
		private readonly clock: Clock,
		private readonly timers: SharedTimers,
		private readonly onPresent: (name: string, sizeBytes: number) => void,
	) {}

	isPresent(name: string): boolean {
		return this.#present.has(name);
	}

	/** Pulls an image and calls `done` when that has worked or failed. Returns how to lose interest in it. */
	pull(name: string, done: (result: PullResult) => void): () => void {
		const request = {name, sinceMs: this.clock.now(), done};
		this.#queue.push(request);
		this.#next();
		return () => {
			request.done = () => {};
		};
	}

	#next(): void {
		const request = this.#queue[0];
		if (this.#isPulling || !request) return;
		this.#isPulling = true;
		const startMs = this.clock.now();
		this.timers.at(startMs + PULL_MS, () => {
			this.#isPulling = false;
			const nowMs = this.clock.now();
			const name = parseImageName(request.name);
			const isFound = name !== undefined && isInRegistry(name);
			const sizeBytes = name ? findImage(name).sizeBytes : 0;
			if (isFound && !this.#present.has(request.name)) {
				this.#present.add(request.name);
				this.onPresent(request.name, sizeBytes);
			}
			const error = isFound ? undefined : notFound(name?.full ?? request.name);
			const served = this.#queue.filter(other => other.name === request.name);
			this.#queue = this.#queue.filter(other => other.name !== request.name);
			for (const {done, sinceMs} of served)
				done({
					pullMs: nowMs - Math.max(startMs, sinceMs),
					totalMs: nowMs - sinceMs,
					sizeBytes,
					...(error && {error}),
				});
			this.#next();
		});
	}
}

function notFound(full: string): string {
	return `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`;
}

/** `1.2s`, `850ms`: a duration as Go prints it, for those below a minute. */
export function goDuration(ms: number): string {
	return ms < 1000 ? `${ms}ms` : `${Number((ms / 1000).toFixed(3))}s`;
}
