import type {Subcommand} from '../command.ts';
import {throwAll} from '../failure-text.ts';
import {refusal} from './failures.ts';
import {CHANGE_FLAGS} from './object-changes.ts';
import {parsePairs, splitPairs} from './pairs.ts';
import {changeContainers, changePodSpecs, type PodSpec, type PodSpecChange} from './pod-spec-change.ts';
import {RECORD_FLAG} from './record.ts';
import {ALL_FLAG, LOCAL_FLAG, selectObjects, TARGET_FLAGS} from './selection.ts';

export const setImage: Subcommand = {
	name: 'image',
	short: 'Update the image of a pod template',
	usage: 'kubectl set image (-f FILENAME | TYPE NAME) CONTAINER_1=IMAGE_1 ... CONTAINER_N=IMAGE_N',
	examples: "kubectl set image deployment/web nginx=nginx:1.27\nkubectl set image daemonset agent '*=agent:2.0'",
	flags: [...TARGET_FLAGS, LOCAL_FLAG, ALL_FLAG, RECORD_FLAG, ...CHANGE_FLAGS],
	*run(invocation) {
		const {resources, pairs} = splitPairs(invocation.args, 'image');
		const {set: images} = parsePairs(pairs, 'image', false);
		const selection = yield* selectObjects(invocation, resources, {all: invocation.flags.boolean('all')});
		throwAll(selection.failures);
		if (images.size === 0) throw refusal('at least one image update is required');
		if (images.size > 1 && images.has('*'))
			throw refusal(
				'all containers are already specified by *, but saw more than one container_name=container_image pairs',
			);
		const missing = new Set<string>();
		const code = yield* changePodSpecs(
			invocation,
			selection,
			'image updated',
			'failed to patch image update to pod template:',
			spec => changeImages(spec, images, missing),
		);
		throwAll([...missing].map(name => refusal(`unable to find container named ${JSON.stringify(name)}`)));
		return code;
	},
};

function changeImages(spec: PodSpec, images: ReadonlyMap<string, string>, missing: Set<string>): PodSpecChange {
	const names = [...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({name}) => name);
	for (const name of images.keys()) if (name !== '*' && !names.includes(name)) missing.add(name);
	const imageFor = (name: string) => images.get(name) ?? images.get('*');
	return changeContainers(
		spec,
		name => imageFor(name) !== undefined,
		container => ({...container, image: imageFor(container.name)!}),
	);
}
