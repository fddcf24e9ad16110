import type {Subcommand} from './command.ts';
import {annotate} from './commands/annotate.ts';
import {apiResources} from './commands/api-resources.ts';
import {apiVersions} from './commands/api-versions.ts';
import {apply} from './commands/apply.ts';
import {attach} from './commands/attach.ts';
import {auth} from './commands/auth.ts';
import {autoscale} from './commands/autoscale.ts';
import {clusterInfo} from './commands/cluster-info.ts';
import {completionScript} from './commands/completion-script.ts';
import {config} from './commands/config.ts';
import {cordon, uncordon} from './commands/cordon.ts';
import {cp} from './commands/cp.ts';
import {create} from './commands/create.ts';
import {deleteCommand} from './commands/delete.ts';
import {describe} from './commands/describe.ts';
import {diff} from './commands/diff.ts';
import {drain} from './commands/drain.ts';
import {edit} from './commands/edit.ts';
import {events} from './commands/events.ts';
import {exec} from './commands/exec.ts';
import {explain} from './commands/explain.ts';
import {expose} from './commands/expose.ts';
import {get} from './commands/get.ts';
import {kustomizeCommand} from './commands/kustomize.ts';
import {label} from './commands/label.ts';
import {certificate, debug, proxy} from './commands/left-out.ts';
import {logs} from './commands/logs.ts';
import {options} from './commands/options.ts';
import {patch} from './commands/patch.ts';
import {plugin} from './commands/plugin.ts';
import {portForward} from './commands/port-forward.ts';
import {replace} from './commands/replace.ts';
import {rollout} from './commands/rollout.ts';
import {run} from './commands/run.ts';
import {scale} from './commands/scale.ts';
import {set} from './commands/set.ts';
import {taint} from './commands/taint.ts';
import {top} from './commands/top.ts';
import {version} from './commands/version.ts';
import {wait} from './commands/wait.ts';

/** Every command in kubectl's groups and order, which is also the order of suggestions. */
export const COMMAND_GROUPS: readonly {readonly title: string; readonly commands: readonly Subcommand[]}[] = [
	{title: 'Basic commands', commands: [create, expose, run, set]},
	{title: 'Looking and changing', commands: [explain, get, edit, deleteCommand]},
	{title: 'Rollouts and sizes', commands: [rollout, scale, autoscale]},
	{title: 'Nodes and the cluster', commands: [certificate, clusterInfo, top, cordon, uncordon, drain, taint]},
	{
		title: 'Troubleshooting',
		commands: [describe, logs, attach, exec, portForward, proxy, cp, auth, debug, events],
	},
	{title: 'Manifests', commands: [diff, apply, patch, replace, wait, kustomizeCommand]},
	{title: 'Labels and settings', commands: [label, annotate, completionScript]},
	{title: 'Other commands', commands: [config, plugin, version, apiVersions, apiResources, options]},
];

export const COMMANDS: readonly Subcommand[] = COMMAND_GROUPS.flatMap(({commands}) => commands);
