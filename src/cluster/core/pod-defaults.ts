import type {Pod} from '../objects.ts';
import type {Container, EnvVar, Lifecycle, PodSpec, Probe, Volume} from './pod-types.ts';

/** Fills in what the server fills in for every Pod spec, that of a template included. Mutates the spec. */
export function setPodSpecDefaults(spec: PodSpec): void {
	spec.dnsPolicy ||= 'ClusterFirst';
	spec.restartPolicy ||= 'Always';
	spec.securityContext ??= {};
	spec.terminationGracePeriodSeconds ??= 30;
	spec.schedulerName ||= 'default-scheduler';
	for (const volume of spec.volumes ?? []) setVolumeDefaults(volume);
	for (const container of spec.initContainers ?? []) setContainerDefaults(container);
	for (const container of spec.containers ?? []) setContainerDefaults(container);
}

/** Defaults of a Pod beyond those of its spec: what a template leaves open until a Pod is made from it. Mutates the Pod. */
export function setPodDefaults({spec}: Pod): void {
	setPodSpecDefaults(spec);
	for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) {
		const limits = container.resources?.limits;
		// A limit without a request is also the request.
		if (container.resources && limits) container.resources.requests = {...limits, ...container.resources.requests};
		if (!spec.hostNetwork) continue;
		for (const port of container.ports ?? []) port.hostPort ||= port.containerPort;
	}
	spec.enableServiceLinks ??= true;
}

/** The tag of an image reference: `latest` if neither tag nor digest is given, empty for a digest alone or a malformed reference. */
export function imageTag(image: string): string {
	const match = /^(?:[^\s@]*\/)?[a-z0-9][a-z0-9._-]*(?::([\w][\w.-]{0,127}))?(@[\w+.:-]+)?$/.exec(image);
	if (!match) return '';
	const [, tag, digest] = match;
	return tag ?? (digest ? '' : 'latest');
}

function setContainerDefaults(container: Container): void {
	container.imagePullPolicy ||= imageTag(container.image ?? '') === 'latest' ? 'Always' : 'IfNotPresent';
	container.terminationMessagePath ||= '/dev/termination-log';
	container.terminationMessagePolicy ||= 'File';
	container.resources ??= {};
	for (const port of container.ports ?? []) port.protocol ||= 'TCP';
	for (const variable of container.env ?? []) setVariableDefaults(variable);
	for (const probe of [container.livenessProbe, container.readinessProbe, container.startupProbe]) {
		if (probe) setProbeDefaults(probe);
	}
	if (container.lifecycle) setLifecycleDefaults(container.lifecycle);
}

function setVariableDefaults({valueFrom}: EnvVar): void {
	if (valueFrom?.fieldRef) valueFrom.fieldRef.apiVersion ||= 'v1';
	if (valueFrom?.resourceFieldRef) valueFrom.resourceFieldRef.divisor ??= '0';
}

function setProbeDefaults(probe: Probe): void {
	probe.timeoutSeconds ||= 1;
	probe.periodSeconds ||= 10;
	probe.successThreshold ||= 1;
	probe.failureThreshold ||= 3;
	if (probe.grpc) probe.grpc.service ??= '';
	if (probe.httpGet) setHttpGetDefaults(probe.httpGet);
}

function setLifecycleDefaults({postStart, preStop}: Lifecycle): void {
	if (postStart?.httpGet) setHttpGetDefaults(postStart.httpGet);
	if (preStop?.httpGet) setHttpGetDefaults(preStop.httpGet);
}

function setHttpGetDefaults(action: NonNullable<Probe['httpGet']>): void {
	action.path ||= '/';
	action.scheme ||= 'HTTP';
}

const FILE_MODE = 0o644;

function setVolumeDefaults(volume: Volume): void {
	if (Object.keys(volume).every(key => key === 'name')) volume.emptyDir = {};
	if (volume.secret) volume.secret.defaultMode ??= FILE_MODE;
	if (volume.configMap) volume.configMap.defaultMode ??= FILE_MODE;
	if (volume.downwardAPI) {
		volume.downwardAPI.defaultMode ??= FILE_MODE;
		setFileDefaults(volume.downwardAPI.items);
	}
	if (volume.projected) {
		volume.projected.defaultMode ??= FILE_MODE;
		for (const source of volume.projected.sources ?? []) {
			if (source.serviceAccountToken) source.serviceAccountToken.expirationSeconds ??= 3600;
			setFileDefaults(source.downwardAPI?.items);
		}
	}
	if (volume.hostPath) volume.hostPath.type ??= '';
	if (volume.ephemeral?.volumeClaimTemplate?.spec)
		volume.ephemeral.volumeClaimTemplate.spec.volumeMode ??= 'Filesystem';
	if (volume.image) {
		volume.image.pullPolicy ||= imageTag(volume.image.reference ?? '') === 'latest' ? 'Always' : 'IfNotPresent';
	}
}

function setFileDefaults(files: NonNullable<Volume['downwardAPI']>['items']): void {
	for (const {fieldRef, resourceFieldRef} of files ?? []) {
		if (fieldRef) fieldRef.apiVersion ||= 'v1';
		if (resourceFieldRef) resourceFieldRef.divisor ??= '0';
	}
}
