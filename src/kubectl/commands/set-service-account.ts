import type {Subcommand} from '../command.ts';
import {refusal} from './failures.ts';
import {CHANGE_FLAGS} from './object-changes.ts';
import {changePodSpecs} from './pod-spec-change.ts';
import {RECORD_FLAG} from './record.ts';
import {ALL_FLAG, LOCAL_FLAG, selectObjects, TARGET_FLAGS} from './selection.ts';

export const setServiceAccount: Subcommand = {
	name: 'serviceaccount',
	aliases: ['sa'],
	short: 'Update the service account of a resource',
	usage: 'kubectl set serviceaccount (-f FILENAME | TYPE NAME) SERVICE_ACCOUNT',
	examples: 'kubectl set serviceaccount deployment web robot',
	flags: [...TARGET_FLAGS, LOCAL_FLAG, ALL_FLAG, RECORD_FLAG, ...CHANGE_FLAGS],
	*run(invocation) {
		const {args} = invocation;
		const account = args.at(-1);
		if (account === undefined) throw refusal('serviceaccount is required');
		const selection = yield* selectObjects(invocation, args.slice(0, -1), {all: invocation.flags.boolean('all')});
		return yield* changePodSpecs(
			invocation,
			selection,
			'serviceaccount updated',
			'failed to patch ServiceAccountName',
			() => ({serviceAccountName: account}),
		);
	},
};
