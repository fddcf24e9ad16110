import type {Container} from '../core/pod-types.ts';
import type {Pod} from '../objects.ts';
import {ContainerConfigError} from './environment.ts';
import {podTitle} from './pod-writes.ts';

/** Throws ContainerConfigError where the user must not be root, but would be: no image here names another user than root. */
export function checkUser(pod: Pod, {name, securityContext}: Container): void {
	const ofPod = pod.spec.securityContext;
	if (!(securityContext?.runAsNonRoot ?? ofPod?.runAsNonRoot)) return;
	const user = securityContext?.runAsUser ?? ofPod?.runAsUser;
	const where = `(pod: ${JSON.stringify(podTitle(pod))}, container: ${name})`;
	if (user === undefined) {
		throw new ContainerConfigError(`container has runAsNonRoot and image will run as root ${where}`);
	}
	if (user === 0) throw new ContainerConfigError(`container's runAsUser breaks non-root policy ${where}`);
}
