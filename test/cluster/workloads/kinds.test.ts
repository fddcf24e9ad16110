import {describe, expect, it} from 'vitest';
import {ApiError} from '../../../src/cluster/api-error.ts';
import type {Column} from '../../../src/cluster/kind.ts';
import {kindOf} from '../../../src/cluster/kinds.ts';
import type {Kind, Objects} from '../../../src/cluster/objects.ts';
import {JOB, template, World} from './world.ts';

function problems(act: (world: World) => void): string[] {
	try {
		act(new World([]));
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		return (error.details.causes ?? []).map(({path, text}) => `${path}: ${text}`);
	}
	return [];
}

const NO_MATCH = '`selector` does not match template `labels`';

describe('a new object is refused', () => {
	const surge = (maxSurge: unknown, maxUnavailable: unknown) => ({
		...template('x'),
		strategy: {type: 'RollingUpdate', rollingUpdate: {maxSurge, maxUnavailable}},
	});
	it.each<[Kind, string, object, string[]]>([
		[
			'Deployment',
			'negative replicas',
			{...template('x'), replicas: -3},
			['spec.replicas: Invalid value: -3: must be greater than or equal to 0'],
		],
		[
			'Deployment',
			'no selector',
			{template: (template('web') as {template: object}).template},
			['spec.selector: Required value', `spec.template.metadata.labels: Invalid value: {"app":"web"}: ${NO_MATCH}`],
		],
		[
			'Deployment',
			'restartPolicy',
			template('x', 'nginx', {restartPolicy: 'Never'}),
			['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
		],
		[
			'Deployment',
			'rollingUpdate with Recreate',
			{...template('x'), strategy: {type: 'Recreate', rollingUpdate: {}}},
			["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
		],
		[
			'Deployment',
			'no room at all',
			surge(0, 0),
			['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0'],
		],
		[
			'Deployment',
			'too much',
			surge(1, '150%'),
			['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "150%": must not be greater than 100%'],
		],
		[
			'Deployment',
			'no percentage',
			surge(1, 'half'),
			[
				"spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"half\": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
			],
		],
		[
			'Deployment',
			'an unknown strategy',
			{...template('x'), strategy: {type: 'Rolling', rollingUpdate: {maxSurge: '100%', maxUnavailable: '0%'}}},
			[
				'spec.strategy: Unsupported value: {"Type":"Rolling","RollingUpdate":{"MaxUnavailable":"0%","MaxSurge":"100%"}}: supported values: "Recreate", "RollingUpdate"',
			],
		],
		[
			'Deployment',
			'a deadline below minReadySeconds',
			{...template('x'), minReadySeconds: 900},
			['spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds'],
		],
		[
			'ReplicationController',
			'labels that differ',
			{selector: {app: 'wrong2'}, template: (template('wrong3') as {template: object}).template},
			[`spec.template.metadata.labels: Invalid value: {"app":"wrong3"}: ${NO_MATCH}`],
		],
		[
			'StatefulSet',
			'an unknown update strategy',
			{...template('x'), updateStrategy: {type: 'Recreate'}},
			[
				`spec.updateStrategy: Invalid value: {"Type":"Recreate","RollingUpdate":null}: must be 'RollingUpdate' or 'OnDelete'`,
			],
		],
		[
			'StatefulSet',
			'a policy',
			{...template('x'), podManagementPolicy: 'Ordered'},
			[`spec.podManagementPolicy: Invalid value: "Ordered": must be 'OrderedReady' or 'Parallel'`],
		],
		[
			'DaemonSet',
			'an unknown update strategy',
			{...template('x'), updateStrategy: {type: 'Recreate'}},
			[
				'spec.updateStrategy: Unsupported value: {"Type":"Recreate","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"',
			],
		],
		[
			'DaemonSet',
			'both limits',
			{...template('x'), updateStrategy: {rollingUpdate: {maxSurge: 1}}},
			['spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero'],
		],
		[
			'Job',
			'Always',
			{template: {spec: {restartPolicy: 'Always', containers: [{name: 'c', image: 'busybox'}]}}},
			['spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"'],
		],
		[
			'Job',
			'an index without completions',
			{...JOB, completionMode: 'Indexed', parallelism: -1},
			[
				'spec.parallelism: Invalid value: -1: must be greater than or equal to 0',
				'spec.completions: Required value: when completion mode is Indexed',
			],
		],
		[
			'CronJob',
			'minute 61 and more',
			{schedule: '61 * * * *', concurrencyPolicy: 'Never', timeZone: 'Europe/Springfield', jobTemplate: {spec: JOB}},
			[
				'spec.schedule: Invalid value: "61 * * * *": end of range (61) above maximum (59): 61',
				'spec.timeZone: Invalid value: "Europe/Springfield": unknown time zone Europe/Springfield',
				'spec.concurrencyPolicy: Unsupported value: "Never": supported values: "Allow", "Forbid", "Replace"',
			],
		],
		[
			'CronJob',
			'TZ in the schedule',
			{schedule: 'TZ=UTC * * * * *', jobTemplate: {spec: JOB}},
			[
				'spec.schedule: Invalid value: "TZ=UTC * * * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
			],
		],
		[
			'HorizontalPodAutoscaler',
			'minimum above maximum',
			{minReplicas: 4, maxReplicas: 3, scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'x'}},
			['spec.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`'],
		],
	])('%s: %s', (kind, _what, spec, expected) => {
		expect(problems(world => world.create(kind, 'x', spec))).toEqual(expected);
	});

	it('a Job with a selector of its own', () => {
		const [problem] = problems(world => world.create('Job', 'once', {...JOB, selector: {matchLabels: {app: 'once'}}}));
		expect(problem).toMatch(
			/^spec\.selector: Invalid value: \{"matchLabels":\{.*"app":"once".*\}\}: `selector` not auto-generated$/,
		);
	});
});

describe('a change is refused', () => {
	it.each<[Kind, object, object, string]>([
		[
			'Deployment',
			template('good'),
			template('better'),
			'spec.selector: Invalid value: {"matchLabels":{"app":"better"}}: field is immutable',
		],
		[
			'StatefulSet',
			template('db'),
			{serviceName: 'database'},
			"spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
		],
		['Job', JOB, {completions: 3}, 'spec.completions: Invalid value: 3: field is immutable'],
		[
			'Job',
			{...JOB, completionMode: 'Indexed', completions: 3, parallelism: 3},
			{completions: 4},
			'spec.completions: Invalid value: 4: can only be modified in tandem with spec.parallelism',
		],
	])('of a %s', (kind, spec, change, expected) => {
		expect(
			problems(world => {
				world.create(kind, 'x', spec);
				world.change(kind, 'x', change);
			}),
		).toEqual([expected]);
	});
});

describe('columns', () => {
	function row<K extends Kind>(world: World, object: Objects[K]): string[] {
		const columns = kindOf(object.kind as K).columns as readonly Column<K>[];
		const context = {store: world.store, now: () => world.clock.now()};
		return columns.map(column => `${column.name}=${column.cell(object, context)}`);
	}

	it('of a Deployment, wide ones included', () => {
		const world = new World([]);
		expect(row(world, world.create('Deployment', 'web', template('web')))).toEqual([
			'Name=web',
			'Ready=0/1',
			'Up-to-date=0',
			'Available=0',
			'Age=0s',
			'Containers=web',
			'Images=nginx:1.25',
			'Selector=app=web',
		]);
	});

	it('of a suspended Job and a CronJob', () => {
		const world = new World([]);
		expect(row(world, world.create('Job', 'pi', {...JOB, completions: 5})).slice(0, 4)).toEqual([
			'Name=pi',
			'Status=Running',
			'Completions=0/5',
			'Duration=',
		]);
		const cronJob = world.create('CronJob', 'tick', {
			schedule: '@daily',
			timeZone: 'Etc/UTC',
			jobTemplate: {spec: JOB},
		});
		expect(row(world, cronJob)).toEqual([
			'Name=tick',
			'Schedule=@daily',
			'Timezone=Etc/UTC',
			'Suspend=False',
			'Active=0',
			'Last Schedule=<none>',
			'Age=0s',
			'Containers=c',
			'Images=busybox',
			'Selector=<none>',
		]);
	});
});
