import type {Service} from '../objects.ts';

// What the type of a Service means for its other fields.

/** Whether clients outside of the cluster can reach a Service. */
export function isExternallyAccessible({spec}: Service): boolean {
	if (spec.type === 'LoadBalancer' || spec.type === 'NodePort') return true;
	return spec.type === 'ClusterIP' && (spec.externalIPs?.length ?? 0) > 0;
}

export function needsClusterIp({spec}: Service): boolean {
	return spec.type !== 'ExternalName';
}

export function needsNodePort({spec}: Service): boolean {
	return spec.type === 'NodePort' || spec.type === 'LoadBalancer';
}
