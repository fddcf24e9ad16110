import {compareQuantities, quantityValue} from '../quantity.ts';
import type {PodSpec} from './pod-types.ts';

type Amounts = Readonly<Record<string, string | number>>;

/** How well a Pod's resources are guaranteed: `Guaranteed` if every container's limits equal its requests, `BestEffort` without any. */
export function qualityOfService(spec: PodSpec): 'Guaranteed' | 'Burstable' | 'BestEffort' {
	const all = spec.resources
		? [spec.resources]
		: [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(({resources}) => resources ?? {});
	const some = all.some(({limits, requests}) => hasAmount(limits) || hasAmount(requests));
	if (!some) return 'BestEffort';
	const guaranteed = all.every(({limits, requests}) =>
		['cpu', 'memory'].every(name => {
			const limit = amountOf(limits, name);
			const request = amountOf(requests, name);
			return limit !== undefined && (request === undefined || compareQuantities(limit, request) === 0);
		}),
	);
	return guaranteed ? 'Guaranteed' : 'Burstable';
}

function amountOf(amounts: Amounts | undefined, name: string): string | undefined {
	const amount = String(amounts?.[name] ?? '0');
	return quantityValue(amount) > 0 ? amount : undefined;
}

function hasAmount(amounts: Amounts | undefined): boolean {
	return amountOf(amounts, 'cpu') !== undefined || amountOf(amounts, 'memory') !== undefined;
}
