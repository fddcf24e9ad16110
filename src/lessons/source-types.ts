import type {NodeOptions} from '../cluster/cluster.ts';
import type {WorldCommandName} from './format.ts';

// What `lesson-schema.json` allows, as types: the plain data of a lesson.yaml that passed the schema.

export interface LessonSource {
	readonly formatVersion: 1;
	readonly core?: boolean;
	readonly minutes: number;
	readonly world?: {
		readonly seed?: number;
		readonly nodes?: readonly NodeOptions[];
		readonly run?: readonly string[];
		readonly advance?: string;
		readonly commands?: readonly WorldCommandName[];
	};
	readonly steps: readonly StepSource[];
}

export interface StepSource {
	readonly id: string;
	readonly prepare?: readonly string[];
	readonly predict?: {readonly correct: string};
	readonly goals: readonly GoalSource[];
	readonly remarks?: readonly RemarkSource[];
}

export interface CheckSource {
	readonly namespace?: string;
	readonly object?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	readonly count?: SelectionSource & {readonly equals?: number; readonly atLeast?: number; readonly atMost?: number};
	readonly absent?: string | readonly string[];
	readonly command?: CommandSource;
	readonly cel?: string;
}

export interface GoalSource extends CheckSource {
	readonly id: string;
	readonly answer?: {
		readonly equals?: string | number;
		readonly oneOf?: readonly (string | number)[];
		readonly matches?: string;
		readonly fieldOf?: {readonly object: string; readonly path: string};
		readonly countOf?: SelectionSource;
		readonly ignoreCase?: boolean;
	};
	readonly want?: string;
	readonly have?: string;
	readonly hold?: string;
	readonly throughout?: boolean;
	readonly once?: boolean;
}

export interface RemarkSource {
	readonly id: string;
	readonly when: CheckSource;
}

export interface SelectionSource {
	readonly kind: string;
	readonly selector?: string;
	readonly where?: Readonly<Record<string, unknown>>;
}

export interface CommandSource {
	readonly like?: string | readonly string[];
	readonly matches?: string;
	readonly exitCode?: number | string;
	readonly output?: unknown;
}
