import type {IContainer} from 'kubernetes-models/v1/Container';
import type {Pod} from '../objects.ts';
import {quantityValue} from '../quantity.ts';

/** Amounts as the scheduler counts them: CPU in thousandths, memory and storage in bytes, the others in pieces. */
export interface Resources {
	milliCpu: number;
	memory: number;
	ephemeralStorage: number;
	/** Extended resources such as `nvidia.com/gpu`; undefined where there are none. */
	extended: Map<string, number> | undefined;
}

/** What a Pod asks of a node. `nonZero…` count a small default for Pods that ask for nothing, so that scoring spreads them too. */
export interface Requests extends Readonly<Resources> {
	readonly nonZeroMilliCpu: number;
	readonly nonZeroMemory: number;
}

type ResourceList = {readonly [name: string]: string | number} | undefined;

const DEFAULT_MILLI_CPU = 100;
const DEFAULT_MEMORY = 200 * 1024 * 1024;
const BASIC = new Set(['cpu', 'memory', 'ephemeral-storage', 'pods']);

export function parseResources(list: ResourceList): Resources {
	const resources = noResources();
	for (const name in list) add(resources, name, list[name]!);
	return resources;
}

export function noResources(): Resources {
	return {milliCpu: 0, memory: 0, ephemeralStorage: 0, extended: undefined};
}

/**
 * Requests of a whole Pod. App containers and sidecars run at the same time, so they add up; an ordinary init container runs beside
 * the sidecars started before it, and only the largest such moment counts.
 */
export function podRequests({spec}: Pod): Requests {
	const known = requestsOf.get(spec.containers);
	if (known && known.initContainers === spec.initContainers && known.overhead === spec.overhead) return known.requests;
	const requests = sumOfRequests(spec);
	requestsOf.set(spec.containers, {requests, initContainers: spec.initContainers, overhead: spec.overhead});
	return requests;
}

// The Pods of one template share their containers, so that most sums have been made before.
const requestsOf = new WeakMap<
	object,
	{readonly requests: Requests} & Pick<Pod['spec'], 'initContainers' | 'overhead'>
>();

function sumOfRequests(spec: Pod['spec']): Requests {
	const total = noResources();
	const nonZero = noResources();
	for (const container of spec.containers) {
		addRequests(total, container);
		addRequests(nonZero, container, true);
	}
	let sidecars: Resources | undefined;
	for (const container of spec.initContainers ?? []) {
		sidecars ??= noResources();
		if (container.restartPolicy === 'Always') {
			addRequests(total, container);
			addRequests(nonZero, container, true);
			addRequests(sidecars, container);
			raise(total, sidecars);
		} else {
			const moment = {...sidecars, extended: sidecars.extended && new Map(sidecars.extended)};
			addRequests(moment, container);
			raise(total, moment);
			raise(nonZero, moment);
		}
	}
	const overhead = spec.overhead as ResourceList;
	for (const name in overhead) {
		add(total, name, overhead[name]!);
		add(nonZero, name, overhead[name]!);
	}
	return {...total, nonZeroMilliCpu: nonZero.milliCpu, nonZeroMemory: nonZero.memory};
}

/** Adds (`sign` 1) or takes away (-1) what a Pod asks for. */
export function account(resources: Resources, requests: Resources, sign: 1 | -1): void {
	resources.milliCpu += sign * requests.milliCpu;
	resources.memory += sign * requests.memory;
	resources.ephemeralStorage += sign * requests.ephemeralStorage;
	if (!requests.extended) return;
	resources.extended ??= new Map();
	for (const [name, value] of requests.extended)
		resources.extended.set(name, (resources.extended.get(name) ?? 0) + sign * value);
}

function addRequests(resources: Resources, container: IContainer, nonZero = false): void {
	const requests = container.resources?.requests as ResourceList;
	for (const name in requests) add(resources, name, requests[name]!);
	if (!nonZero) return;
	if (requests?.cpu === undefined) resources.milliCpu += DEFAULT_MILLI_CPU;
	if (requests?.memory === undefined) resources.memory += DEFAULT_MEMORY;
}

function add(resources: Resources, name: string, quantity: string | number): void {
	const value = amount(quantity);
	if (name === 'cpu') resources.milliCpu += Math.ceil(value * 1000 - 1e-9);
	else if (name === 'memory') resources.memory += value;
	else if (name === 'ephemeral-storage') resources.ephemeralStorage += value;
	else if (!BASIC.has(name)) {
		resources.extended ??= new Map();
		resources.extended.set(name, (resources.extended.get(name) ?? 0) + value);
	}
}

function raise(resources: Resources, least: Resources): void {
	resources.milliCpu = Math.max(resources.milliCpu, least.milliCpu);
	resources.memory = Math.max(resources.memory, least.memory);
	resources.ephemeralStorage = Math.max(resources.ephemeralStorage, least.ephemeralStorage);
	for (const [name, value] of least.extended ?? []) {
		resources.extended ??= new Map();
		resources.extended.set(name, Math.max(resources.extended.get(name) ?? 0, value));
	}
}

// Few different quantities occur in a cluster, each thousands of times.
const amounts = new Map<string, number>();

function amount(quantity: string | number): number {
	if (typeof quantity === 'number') return quantity;
	let value = amounts.get(quantity);
	if (value === undefined) {
		value = quantityValue(quantity);
		if (amounts.size < 10_000) amounts.set(quantity, value);
	}
	return value;
}
