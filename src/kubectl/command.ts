import type {Cluster} from '../cluster/cluster.ts';
import type {Process, Program} from '../shell/program.ts';

/** A flag of a subcommand, by pflag's rules: `--name value`, `--name=value`, `-n value`, `-nvalue`; booleans take `=true|false` only. */
export interface Flag {
	readonly name: string;
	readonly short?: string;
	/** `optional` strings may stand without a value and then mean `whenBare` (`--dry-run`, `--cascade`). `strings` may be repeated and take commas; `array` may be repeated and keeps commas. */
	readonly type: 'boolean' | 'string' | 'int' | 'int32' | 'duration' | 'strings' | 'array' | 'optional';
	readonly default?: string | boolean | number;
	readonly whenBare?: string;
	/** Our own words, for `kubectl VERB --help`. */
	readonly help: string;
	/** Values that Tab offers. */
	readonly values?: readonly string[];
	/** Still accepted, with this note on stderr: "--cpu-percent has been deprecated, Use --cpu …". */
	readonly deprecated?: string;
	/** Without it: `error: required flag(s) "image" not set`. */
	readonly required?: boolean;
	/** Accepted, but not shown in help. */
	readonly hidden?: boolean;
}

/** Flags that were given, with typed access. A flag that was not given answers with its default. */
export interface Flags {
	given(name: string): boolean;
	boolean(name: string): boolean;
	/** '' when neither given nor defaulted */
	string(name: string): string;
	number(name: string): number;
	/** milliseconds */
	duration(name: string): number;
	strings(name: string): readonly string[];
}

/** One call of a subcommand, after its flags were parsed. */
export interface Invocation {
	/** What stands after the subcommand and is no flag. */
	readonly args: readonly string[];
	/** Where `--` stood among `args`; undefined if it was not given. */
	readonly dashAt: number | undefined;
	readonly flags: Flags;
	readonly cluster: Cluster;
	/** From `-n`, else from the current context. */
	readonly namespace: string;
	/** The learner's terminal: files, environment, time. */
	readonly process: Process;
	/** The whole call as `--record` keeps it: words first, then flags with their long names. */
	readonly commandLine: string;
	/** Who is noted as the owner of the fields that the command changes. */
	readonly fieldManager: string;
}

/** A subcommand of kubectl, one file each under `commands/`. */
export interface Subcommand {
	readonly name: string;
	readonly aliases?: readonly string[];
	/** One line for `kubectl --help`. */
	readonly short: string;
	/** Usage lines and examples for `kubectl VERB --help`, in our own words. */
	readonly usage: string;
	readonly examples?: string;
	readonly flags: readonly Flag[];
	/** `rollout status`, `create deployment` …; the parent's `run` is used when none matches. */
	readonly subcommands?: readonly Subcommand[];
	/** Mistyped names for which kubectl suggests this subcommand. */
	readonly suggestFor?: readonly string[];
	/** Throws CommandError or ApiError; `kubectl.ts` turns both into what kubectl prints. Returns the exit code. */
	run?(invocation: Invocation): Program;
}

/** A failure of kubectl itself: printed on stderr as it stands (with its `error: ` where kubectl has one), then this exit code. */
export class CommandError extends Error {
	constructor(
		message: string,
		readonly exitCode = 1,
	) {
		super(message);
	}
}
