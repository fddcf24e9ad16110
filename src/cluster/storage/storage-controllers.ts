import type {Controller, ControllerContext} from '../controller.ts';
import {claimProtectionController} from './claim-protection-controller.ts';
import {ephemeralVolumeController} from './ephemeral-volume-controller.ts';
import {provisioner} from './provisioner.ts';
import {volumeBindingController} from './volume-binding-controller.ts';
import {volumeExpandController, volumeResizer} from './volume-expansion.ts';
import {volumeReclaimController} from './volume-reclaim-controller.ts';

/** The control loops of claims and volumes. They take their turn before the scheduler, so that a claim is known before its Pods are. */
export function storageControllers(context: ControllerContext): Controller[] {
	return [
		ephemeralVolumeController(context),
		volumeBindingController(context),
		volumeReclaimController(context),
		provisioner(context),
		volumeExpandController(context),
		volumeResizer(context),
		claimProtectionController(context),
	];
}
