import {imageNameProblem, parseImageName} from '../images/image.ts';
import {goDuration, type ImagePuller, type PullResult} from './image-puller.ts';
import type {Steps} from './pause.ts';
import type {WaitingReason} from './pod-status.ts';
import type {RestartBackOff} from './restart-back-off.ts';
import type {Slot} from './slot.ts';

interface PullContext {
	readonly images: ImagePuller;
	/** Made when something fails for the first time, hence undefined for most Pods. */
	readonly backOff: RestartBackOff | undefined;
	beginBackOff(): RestartBackOff;
	/** The error of the last pull of an image, repeated while the kubelet backs off. */
	pullErrors(): Map<string, string>;
	now(): number;
	event(slot: Slot, type: 'Normal' | 'Warning', reason: string, message: string): void;
}

/** Makes sure that the image of a container is on the node. Returns why it isn't; undefined if all is well. */
export function* ensureImage(slot: Slot, context: PullContext): Steps<WaitingReason | undefined> {
	const image = slot.spec.image ?? '';
	const failed = (reason: string, message: string): WaitingReason => {
		context.event(slot, 'Warning', 'Failed', `Error: ${reason}`);
		return {reason, message};
	};
	if (!parseImageName(image)) {
		const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${imageNameProblem(image)}`;
		context.event(slot, 'Warning', 'InspectFailed', message);
		return failed('InvalidImageName', message);
	}
	const policy = slot.spec.imagePullPolicy ?? 'IfNotPresent';
	if (policy !== 'Always' && context.images.isPresent(image)) {
		context.event(slot, 'Normal', 'Pulled', `Container image "${image}" already present on machine`);
		return undefined;
	}
	if (policy === 'Never') {
		const message = `Container image "${image}" is not present with pull policy of Never`;
		context.event(slot, 'Warning', 'ErrImageNeverPull', message);
		return failed('ErrImageNeverPull', message);
	}
	const key = `image ${image}`;
	if (context.backOff?.isWaitingSinceFailure(key, context.now())) {
		const message = `Back-off pulling image "${image}"`;
		context.event(slot, 'Normal', 'BackOff', message);
		const error = context.pullErrors().get(image);
		return failed('ImagePullBackOff', error ? `${message}: ErrImagePull: ${error}` : message);
	}
	context.event(slot, 'Normal', 'Pulling', `Pulling image "${image}"`);
	let result: PullResult | undefined;
	yield resume =>
		context.images.pull(image, pulled => {
			result = pulled;
			resume();
		});
	const {error, pullMs, totalMs, sizeBytes} = result!;
	if (error) {
		context.event(slot, 'Warning', 'Failed', `Failed to pull image "${image}": ${error}`);
		context.beginBackOff().next(key, context.now(), context.now());
		context.pullErrors().set(image, error);
		return failed('ErrImagePull', error);
	}
	context.event(
		slot,
		'Normal',
		'Pulled',
		`Successfully pulled image "${image}" in ${goDuration(pullMs)} (${goDuration(totalMs)} including waiting). Image size: ${sizeBytes} bytes.`,
	);
	return undefined;
}
