import {keyOf, type Service} from '../objects.ts';
import type {Store} from '../store.ts';

type Labels = Readonly<Record<string, string>>;

const selectorsOf = new WeakMap<Store, ServiceSelectors>();

/** Which Services select which labels; follows the changes of a store. A look-up costs what the labels lead to. */
export class ServiceSelectors {
	// By one label of the selector: a Service can only select what carries that label.
	readonly #byLabel = new Map<string, Map<string, Labels>>();

	static of(store: Store): ServiceSelectors {
		const known = selectorsOf.get(store);
		if (known) return known;
		const selectors = new ServiceSelectors();
		selectorsOf.set(store, selectors);
		for (const service of store.list('Service')) selectors.#add(service);
		store.watch('Service', ({type, object, previous}) => {
			if (previous) selectors.#remove(previous);
			if (type !== 'DELETED') selectors.#add(object);
		});
		return selectors;
	}

	/** Keys of the Services of a namespace that select something with these labels. */
	selecting(namespace: string, labels: Labels | undefined): string[] {
		const found: string[] = [];
		if (this.#byLabel.size === 0) return found;
		for (const [name, value] of Object.entries(labels ?? {})) {
			for (const [key, selector] of this.#byLabel.get(`${namespace}/${name}=${value}`) ?? []) {
				if (isSelectedBy(selector, labels)) found.push(key);
			}
		}
		return found;
	}

	#add(service: Service): void {
		const entry = entryOf(service);
		if (!entry) return;
		const members = this.#byLabel.get(entry) ?? new Map<string, Labels>();
		this.#byLabel.set(entry, members.set(keyOf(service), service.spec.selector ?? {}));
	}

	#remove(service: Service): void {
		const entry = entryOf(service);
		const members = this.#byLabel.get(entry ?? '');
		members?.delete(keyOf(service));
		if (entry && members?.size === 0) this.#byLabel.delete(entry);
	}
}

/** Whether labels have every value that a Service's selector asks for. */
export function isSelectedBy(selector: Labels, labels: Labels | undefined): boolean {
	return Object.entries(selector).every(([name, value]) => labels?.[name] === value);
}

function entryOf({metadata, spec}: Service): string | undefined {
	const [first] = Object.entries(spec.selector ?? {});
	return first && `${metadata.namespace}/${first[0]}=${first[1]}`;
}
