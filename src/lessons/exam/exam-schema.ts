import lessonSchema from '../lesson-schema.json' with {type: 'json'};
import type {Schema} from '../schema.ts';

const {$defs} = lessonSchema as unknown as {$defs: Readonly<Record<string, Schema>>};

const LESSON_ID: Schema = {type: 'string', pattern: '^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*$', maxLength: 100};

/** `exam.yaml` */
export const EXAM_SCHEMA: Schema = {
	type: 'object',
	additionalProperties: false,
	required: ['formatVersion', 'minutes', 'draw', 'passPercent', 'topics'],
	properties: {
		formatVersion: {type: 'integer', enum: [1]},
		minutes: {type: 'integer', minimum: 1, maximum: 240},
		draw: {type: 'integer', minimum: 1, maximum: 50},
		passPercent: {type: 'integer', minimum: 1, maximum: 100},
		topics: {
			type: 'array',
			minItems: 1,
			maxItems: 30,
			items: {
				type: 'object',
				additionalProperties: false,
				required: ['id', 'title'],
				properties: {
					id: {$ref: '#/$defs/id'},
					title: {type: 'object', maxProperties: 20, additionalProperties: {type: 'string', maxLength: 200}},
					lessons: {type: 'array', maxItems: 10, items: LESSON_ID},
				},
			},
		},
	},
	$defs,
};

const TEXT: Schema = {type: 'string', minLength: 1, maxLength: 20_000};

// Short, because a text may hold a placeholder many times.
const SCALAR: Schema = {type: ['string', 'number', 'boolean'], maxLength: 200};
const VALUE: Schema = {
	type: ['string', 'number', 'boolean', 'object'],
	maxLength: 200,
	maxProperties: 10,
	additionalProperties: SCALAR,
};

const TASK: Schema = {
	type: 'object',
	additionalProperties: false,
	required: ['id', 'parameters', 'goals', 'solution'],
	properties: {
		id: {$ref: '#/$defs/id'},
		parameters: {
			type: 'object',
			maxProperties: 20,
			additionalProperties: {type: 'array', minItems: 1, maxItems: 20, items: VALUE},
		},
		nodes: {type: 'array', maxItems: 5, items: {type: 'object'}},
		files: {type: 'object', maxProperties: 10, additionalProperties: TEXT},
		manifests: TEXT,
		setup: {$ref: '#/$defs/lines'},
		goals: {type: 'array', minItems: 1, maxItems: 10, items: {type: 'object'}},
		solution: TEXT,
		misses: {
			type: 'array',
			maxItems: 5,
			items: {
				type: 'object',
				additionalProperties: false,
				required: ['points', 'lines'],
				properties: {points: {type: 'integer', minimum: 0}, lines: TEXT},
			},
		},
	},
};

/** A file of tasks as it stands there, with placeholders. */
export const POOL_SCHEMA: Schema = {type: 'array', minItems: 1, maxItems: 50, items: TASK, $defs};

/** The same with placeholders replaced: now goals and nodes must be as in lessons. */
export const FILLED_POOL_SCHEMA: Schema = {
	...POOL_SCHEMA,
	items: {
		...TASK,
		properties: {
			...TASK.properties,
			nodes: {type: 'array', items: {$ref: '#/$defs/node'}},
			goals: {type: 'array', items: {$ref: '#/$defs/taskGoal'}},
		},
	},
	$defs: {
		...$defs,
		taskGoal: {
			...$defs.goal,
			properties: {...$defs.goal?.properties, points: {type: 'integer', minimum: 1, maximum: 20}},
		},
	},
};
