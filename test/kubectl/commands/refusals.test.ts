import {expect, test} from 'vitest';
import {Terminal} from './terminal.ts';

const MISSING_RESOURCE = `error: You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'
`;

const terminal = new Terminal();
terminal.kubectl('run web --image=nginx:1.27 --labels=app=web,env=test');
terminal.kubectl('run idle --image=busybox:1.36 -- sleep 3600');
terminal.kubectl('wait pod --all --for=condition=Ready');

test.each([
	[
		'describe',
		'error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n',
	],
	['describe pod nothing', 'Error from server (NotFound): pods "nothing" not found\n'],
	['describe foo bar', 'error: the server doesn\'t have a resource type "foo"\n'],
	['rollout status', 'error: required resource not specified\n'],
	['rollout status pod/web', 'error: no status viewer has been implemented for Pod\n'],
	['rollout history pod/web', 'error: no history viewer has been implemented for "Pod"\n'],
	[
		'rollout history service/kubernetes',
		'error: error retrieving history for "Service", no visitor method exists for { Service}\n',
	],
	['rollout undo pod/web', 'error: no rollbacker has been implemented for "Pod"\n'],
	['rollout restart pod/web', 'error: pods "web" restarting is not supported\n'],
	['rollout pause pod/web', 'error: pods "web" pausing is not supported\n'],
	['rollout undo deployment/nothing', 'Error from server (NotFound): deployments.apps "nothing" not found\n'],
	['set image', MISSING_RESOURCE],
	['set image pod/web', 'error: at least one image update is required\n'],
	['set image pod/web app=nginx', 'error: unable to find container named "app"\n'],
	[
		'set resources pod/web',
		'error: you must specify an update to requests or limits (in the form of --requests/--limits)\n',
	],
	['label pod web', 'error: at least one label update is required\n'],
	['label pod web env=prod', "error: 'env' already has a value (test), and --overwrite is false\n"],
	['label pod web a=1 a-', 'error: can not both modify and remove a label in the same command\n'],
	['annotate pod web', 'error: at least one annotation update is required\n'],
	['scale deployment nothing --replicas=2', 'error: no objects passed to scale deployments.apps "nothing" not found\n'],
	['scale deployment --replicas=2', 'error: resource(s) were provided, but no name was specified\n'],
	['scale pod web --replicas=2', 'Error from server (NotFound): the server could not find the requested resource\n'],
	[
		'scale pod web --replicas=-1',
		'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0\n',
	],
	[
		'autoscale deployment web --max=3 --min=4',
		'error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: 3, min: 4\n',
	],
	[
		'autoscale pod web --max=3',
		'error: cannot autoscale a Pod: could not find scale subresource for v1, Resource=pods in discovery information\n',
	],
	['expose pod web', "error: couldn't find port via --port flag or introspection\n"],
	['expose pod web --port=http', 'error: strconv.Atoi: parsing "http": invalid syntax\n'],
	['expose node worker-1 --port=80', 'error: cannot expose a Node\n'],
	['run', "error: NAME is required for run\nSee 'kubectl run -h' for help and examples\n"],
	['run x --image=nginx:1:2', 'error: Invalid image name "nginx:1:2": invalid reference format\n'],
	[
		'run x --image=nginx --rm',
		"error: --rm should only be used for attached containers\nSee 'kubectl run -h' for help and examples\n",
	],
	[
		'logs',
		"error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples\n",
	],
	['logs nothing', 'error: error from server (NotFound): pods "nothing" not found in namespace "default"\n'],
	['logs web -c app', 'error: container app is not valid for pod web\n'],
	[
		'logs web --previous',
		'Error from server (BadRequest): previous terminated container "web" in pod "web" not found\n',
	],
	[
		'exec web date',
		"error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples\n",
	],
	['exec web', 'error: you must specify at least one command for the container\n'],
	['wait pod/web', 'error: unrecognized condition: ""\n'],
	['wait pod/web --for=condition=Nice --timeout=1s', 'error: timed out waiting for the condition on pods/web\n'],
	['wait pod -l app=x --for=condition=Ready', 'error: no matching resources found\n'],
	['taint node worker-1', 'error: at least one taint update is required\n'],
	['taint pod web a=b:NoSchedule', 'error: invalid resource type pod, only node types are supported\n'],
	['taint node worker-1 a-', 'error: taint "a" not found\n'],
	['cordon', "error: USAGE: cordon NODE [flags]\nSee 'kubectl cordon -h' for help and examples\n"],
	['drain worker-5', 'Error from server (NotFound): nodes "worker-5" not found\n'],
	['top pod', 'error: Metrics API not available\n'],
	['events --types=Bad', 'error: valid --types are Normal or Warning\n'],
])('%s', (line, err) => {
	expect(terminal.kubectl(line)).toEqual({out: '', err, code: 1});
});

test('waiting for the deletion of what is not there succeeds without a word', () => {
	expect(terminal.kubectl('wait --for=delete pod/nothing')).toEqual({out: '', err: '', code: 0});
});
