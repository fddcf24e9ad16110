import type {Flag} from '../command.ts';
import {CHANGE_FLAGS} from './object-changes.ts';
import {RECORD_FLAG} from './record.ts';

/** Flags of `kubectl run`. */
export const RUN_FLAGS: readonly Flag[] = [
	...CHANGE_FLAGS,
	RECORD_FLAG,
	{name: 'image', type: 'string', required: true, help: 'The image (required)'},
	{name: 'labels', short: 'l', type: 'string', help: 'Labels of the Pod, such as app=web,tier=front'},
	{name: 'annotations', type: 'array', help: 'An annotation of the Pod, KEY=VALUE'},
	{name: 'env', type: 'array', help: 'A variable of the container, KEY=VALUE'},
	{name: 'port', type: 'string', help: 'The port that the container serves'},
	{name: 'command', type: 'boolean', help: 'What stands after -- is the command, not its arguments'},
	{
		name: 'restart',
		type: 'string',
		default: 'Always',
		help: 'The restart policy',
		values: ['Always', 'OnFailure', 'Never'],
	},
	{name: 'expose', type: 'boolean', help: 'Create a Service too; needs --port'},
	{name: 'image-pull-policy', type: 'string', help: 'When to pull', values: ['Always', 'IfNotPresent', 'Never']},
	{name: 'stdin', short: 'i', type: 'boolean', help: 'Keep standard input open and attach'},
	{name: 'tty', short: 't', type: 'boolean', help: 'Standard input is a terminal'},
	{name: 'attach', type: 'boolean', help: 'Attach once the Pod runs; the default with -i'},
	{name: 'rm', type: 'boolean', help: 'Delete the Pod when it ends; only when attached'},
	{name: 'leave-stdin-open', type: 'boolean', help: 'Leave standard input open after the first attach'},
	{name: 'privileged', type: 'boolean', help: 'Run the container in privileged mode'},
	{name: 'overrides', type: 'string', help: 'JSON that is merged into the Pod'},
	{
		name: 'override-type',
		type: 'string',
		default: 'merge',
		help: 'How --overrides are merged: json, merge or strategic',
		values: ['json', 'merge', 'strategic'],
	},
	{name: 'quiet', short: 'q', type: 'boolean', help: 'Only print what the container prints'},
];
