import type {Subcommand} from '../command.ts';
import {rolloutPause, rolloutRestart, rolloutResume} from './rollout-change.ts';
import {rolloutHistory} from './rollout-history.ts';
import {rolloutStatus} from './rollout-status.ts';
import {rolloutUndo} from './rollout-undo.ts';

export const rollout: Subcommand = {
	name: 'rollout',
	short: 'Manage the rollout of a resource',
	usage: 'kubectl rollout SUBCOMMAND',
	examples: 'kubectl rollout status deployment/web\nkubectl rollout undo deployment/web',
	flags: [],
	subcommands: [rolloutHistory, rolloutPause, rolloutRestart, rolloutResume, rolloutStatus, rolloutUndo],
};
