/**
 * A map that forgets what wasn't used for long: it keeps at least the `size` keys used last and at most twice as many. Two generations
 * make that cheap: when the young one is full it becomes the old one, and what was old is forgotten.
 */
export class RecentMap<V> {
	#young = new Map<string, V>();
	#old = new Map<string, V>();

	constructor(private readonly size: number) {}

	get(key: string): V | undefined {
		const value = this.#young.get(key);
		if (value !== undefined) return value;
		const aged = this.#old.get(key);
		if (aged !== undefined) this.set(key, aged);
		return aged;
	}

	set(key: string, value: V): void {
		this.#young.set(key, value);
		if (this.#young.size <= this.size) return;
		this.#old = this.#young;
		this.#young = new Map();
	}
}
