import {limitMessage} from '../limit-error.ts';
import {type Command, complain, print} from '../program.ts';
import type {Run} from '../shell.ts';
import {Input} from './input.ts';
import {readDocuments} from './jq/documents.ts';
import {evaluate} from './jq/evaluate.ts';
import {UnknownFunction} from './jq/functions.ts';
import {parseFilter} from './jq/parser.ts';
import type {Scope} from './jq/scope.ts';
import type {Filter, Json} from './jq/syntax.ts';
import {isTrue, JqError, stringify} from './jq/values.ts';
import {type Options, parseOptions, ToolError} from './tool.ts';

const SPEC = {
	letters: 'rcjneasSRMCf:',
	long: {
		'raw-output': 'r',
		'compact-output': 'c',
		'join-output': 'j',
		'null-input': 'n',
		'exit-status': 'e',
		slurp: 's',
		'sort-keys': 'S',
		'raw-input': 'R',
		'monochrome-output': 'M',
		'color-output': 'C',
		indent: 'i:',
		tab: 't',
	},
	usage:
		'Use jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq',
	usageCode: 2,
};

/** jq, with -r -c -j -n -e -s -S -R, --arg, --argjson, --indent, --tab */
export const jq: Command = function* (args, process) {
	try {
		const {rest, variables} = takeVariables(args);
		const {options, operands} = parseOptions('jq', rest, SPEC);
		const [source, ...files] = operands;
		if (source === undefined) throw new ToolError(`Usage:\tjq [OPTIONS] FILTER [FILES...]\n${SPEC.usage}`, 2);
		const filter = parseFilter(source);
		const input = new Input(files, process, (file, reason) => `jq: error: Could not open ${file}: ${reason}`);
		const text = options.has('n') && files.length === 0 ? '' : yield* input.all();
		const code = yield* run(filter, inputsOf(text, options), options, {
			variables,
			env: process.env,
			now: process.machine.now(),
		});
		return code === 0 && input.failures > 0 ? 2 : code;
	} catch (error) {
		if (error instanceof ToolError) yield* complain(`${error.message}\n`);
		else if (error instanceof UnknownFunction)
			yield* complain(
				`jq: error: ${error.message} is not defined at <top-level>, line 1:\n${args.find(arg => !arg.startsWith('-')) ?? ''}\njq: 1 compile error\n`,
			);
		else if (limitMessage(error) !== undefined) yield* complain(`jq: error: ${limitMessage(error)}\n`);
		else throw error;
		return error instanceof ToolError ? error.exitCode : error instanceof UnknownFunction ? 3 : 5;
	}
};

interface Surroundings {
	readonly variables: ReadonlyMap<string, Json>;
	readonly env: ReadonlyMap<string, string>;
	readonly now: number;
}

function* run(
	filter: Filter,
	inputs: Iterator<Json | JqError>,
	options: Options,
	{variables, env, now}: Surroundings,
): Run {
	const next = (): Json | undefined => {
		const {value, done} = inputs.next();
		if (done) return undefined;
		if (value instanceof JqError) throw value;
		return value as Json;
	};
	const scope: Scope = {variables, functions: new Map(), run: {steps: 0, env, now, nextInput: next, evaluate}};
	let code = options.has('e') ? 4 : 0;
	for (let isFirst = true; ; isFirst = false) {
		if (options.has('n') && !isFirst) return code;
		try {
			const value = options.has('n') ? null : next();
			if (value === undefined) return code;
			for (const result of evaluate(filter, value, scope)) {
				yield* print(shown(result, options));
				if (options.has('e')) code = isTrue(result) ? 0 : 1;
			}
		} catch (error) {
			if (!(error instanceof JqError)) throw error;
			if (error.message.startsWith('parse error')) {
				yield* complain(`jq: ${error.message}\n`);
				return 2;
			}
			yield* complain(`jq: error (at <stdin>:0): ${error.message}\n`);
			code = 5;
		}
	}
}

function* inputsOf(text: string, options: Options): Generator<Json | JqError, void, undefined> {
	if (options.has('R')) {
		if (options.has('s')) yield text;
		else yield* text.replace(/\n$/, '').split('\n');
		return;
	}
	if (!options.has('s')) return yield* readDocuments(text);
	const all: Json[] = [];
	for (const document of readDocuments(text)) {
		if (document instanceof JqError) return yield document;
		all.push(document);
	}
	yield all;
}

function shown(value: Json, options: Options): string {
	const isRaw = (options.has('r') || options.has('j')) && typeof value === 'string';
	const indent = options.has('c') ? 0 : Math.min(7, Number(options.value('i') ?? 2));
	const text = isRaw ? value : stringify(value, indent, options.has('S'));
	return (
		(options.has('t') && !isRaw ? text.replace(/^( {2})+/gm, spaces => '\t'.repeat(spaces.length / 2)) : text) +
		(options.has('j') ? '' : '\n')
	);
}

// `--arg name value` and `--argjson name json` take two words each.
function takeVariables(args: readonly string[]): {rest: string[]; variables: Map<string, Json>} {
	const variables = new Map<string, Json>();
	const rest: string[] = [];
	for (let index = 0; index < args.length; index++) {
		const arg = args[index]!;
		const [name, value] = [args[index + 1], args[index + 2]];
		if (arg !== '--arg' && arg !== '--argjson') {
			rest.push(arg);
			continue;
		}
		if (name === undefined || value === undefined)
			throw new ToolError(`jq: ${arg} takes two parameters (e.g. ${arg} varname value)\n${SPEC.usage}`, 2);
		try {
			variables.set(name, arg === '--arg' ? value : (JSON.parse(value) as Json));
		} catch {
			throw new ToolError(`jq: Invalid JSON text passed to --argjson\n${SPEC.usage}`, 2);
		}
		index += 2;
	}
	return {rest, variables};
}
