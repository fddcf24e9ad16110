import type {CommandNode, CompoundList} from 'unbash';

export interface ShellFunction {
	readonly body: CommandNode | CompoundList;
	/** The script that the positions in `body` refer to. */
	readonly source: string;
}

/** What a shell remembers between commands. Exported variables and the working directory are in its `Process`. */
export class ShellState {
	/** Variables that are not exported. */
	readonly variables: Map<string, string>;
	/** Variables that are arrays; their elements may have gaps. */
	readonly arrays: Map<string, readonly (string | undefined)[]>;
	readonly readOnly: Set<string>;
	readonly aliases: Map<string, string>;
	readonly functions: Map<string, ShellFunction>;
	/** Commands by signal name or `EXIT`. */
	readonly traps = new Map<string, string>();
	/** Lines typed at the prompt, oldest first; kept by whoever reads them. */
	readonly history: string[] = [];
	readonly options: {errexit: boolean; nounset: boolean; xtrace: boolean; noglob: boolean; pipefail: boolean};
	/** `$1` and so on. */
	args: readonly string[] = [];
	lastExitCode = 0;
	lastBackgroundPid: number | undefined;
	previousDirectory: string | undefined;
	/** Set by `exit` at a prompt. */
	hasExited = false;

	constructor(from?: ShellState) {
		this.variables = new Map(from?.variables);
		this.arrays = new Map(from?.arrays);
		this.readOnly = new Set(from?.readOnly);
		this.aliases = new Map(from?.aliases);
		this.functions = new Map(from?.functions);
		this.options = from
			? {...from.options}
			: {errexit: false, nounset: false, xtrace: false, noglob: false, pipefail: false};
		if (!from) return;
		this.args = from.args;
		this.lastExitCode = from.lastExitCode;
		this.lastBackgroundPid = from.lastBackgroundPid;
		this.previousDirectory = from.previousDirectory;
	}
}
