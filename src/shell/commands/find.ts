import {resolvePath} from '../files.ts';
import {Pattern} from '../pattern.ts';
import {type Command, type Effect, type Process, print, type Reply} from '../program.ts';
import {runCommand} from '../run-command.ts';
import {ToolError} from './tool.ts';

interface Entry {
	/** As printed: below the starting point as typed. */
	readonly name: string;
	readonly path: string;
	readonly depth: number;
}

type Test = (entry: Entry) => Generator<Effect, boolean, Reply>;

/** find PATHS EXPRESSION, with -name -iname -path -type -maxdepth -mindepth -empty -size -mtime -mmin -newer -not -o -print -print0 -delete -exec */
export const find: Command = function* (args, process) {
	const start = args.findIndex(arg => /^[-!(]/.test(arg));
	const paths = args.slice(0, start < 0 ? args.length : start);
	let code = 0;
	try {
		const expression = new FindExpression(start < 0 ? [] : args.slice(start), process);
		const test = expression.parse();
		for (const name of paths.length > 0 ? paths : ['.']) {
			const path = resolvePath(process.cwd, name);
			if (process.files.stat(path)) yield* walk({name, path, depth: 0}, test, expression, process);
			else {
				yield {kind: 'write', stream: 'stderr', text: `find: ‘${name}’: No such file or directory\n`};
				code = 1;
			}
		}
	} catch (error) {
		if (!(error instanceof ToolError)) throw error;
		yield {kind: 'write', stream: 'stderr', text: `${error.message}\n`};
		return 1;
	}
	return code;
};

function* walk(entry: Entry, test: Test, limits: FindExpression, process: Process): Generator<Effect, void, Reply> {
	const {files} = process;
	const isDirectory = files.stat(entry.path)?.type === 'directory' && files.readLink(entry.path) === undefined;
	const isShown = entry.depth >= limits.minDepth;
	if (isShown && !limits.isDepthFirst) yield* test(entry);
	if (isDirectory && entry.depth < limits.maxDepth && entry.depth < 100)
		for (const child of files.list(entry.path))
			yield* walk(
				{
					name: `${entry.name.replace(/\/$/, '')}/${child}`,
					path: resolvePath(entry.path, child),
					depth: entry.depth + 1,
				},
				test,
				limits,
				process,
			);
	if (isShown && limits.isDepthFirst) yield* test(entry);
}

class FindExpression {
	maxDepth = Number.POSITIVE_INFINITY;
	minDepth = 0;
	isDepthFirst = false;
	#position = 0;
	#hasAction = false;

	constructor(
		private readonly words: readonly string[],
		private readonly process: Process,
	) {}

	parse(): Test {
		const test = this.words.length > 0 ? this.#or() : always(() => true);
		if (this.#position < this.words.length)
			throw new ToolError(`find: paths must precede expression: \`${this.words[this.#position]}'`);
		if (this.#hasAction) return test;
		return function* (entry) {
			if (!(yield* test(entry))) return false;
			yield* print(`${entry.name}\n`);
			return true;
		};
	}

	#or(): Test {
		let left = this.#and();
		while (this.#take('-o') || this.#take('-or')) {
			const [a, b] = [left, this.#and()];
			left = function* (entry) {
				return (yield* a(entry)) || (yield* b(entry));
			};
		}
		return left;
	}

	#and(): Test {
		let left = this.#not();
		for (
			let next = this.words[this.#position];
			next !== undefined && !['-o', '-or', ')'].includes(next);
			next = this.words[this.#position]
		) {
			if (next === '-a' || next === '-and') this.#position++;
			const [a, b] = [left, this.#not()];
			left = function* (entry) {
				return (yield* a(entry)) && (yield* b(entry));
			};
		}
		return left;
	}

	#not(): Test {
		if (!this.#take('!') && !this.#take('-not')) return this.#primary();
		const inner = this.#not();
		return function* (entry) {
			return !(yield* inner(entry));
		};
	}

	#primary(): Test {
		if (this.#take('(')) {
			const inner = this.#or();
			if (!this.#take(')'))
				throw new ToolError("find: invalid expression; I was expecting to find a ')' somewhere but did not see one.");
			return inner;
		}
		const word = this.words[this.#position++] ?? '';
		const {files} = this.process;
		switch (word) {
			case '-name':
			case '-iname': {
				const fold = (text: string) => (word === '-iname' ? text.toLowerCase() : text);
				const pattern = new Pattern(fold(this.#argument(word)));
				return always(({name}) => pattern.matches(fold(name.replace(/(.)\/+$/, '$1').replace(/^.*\/(?=.)/, ''))));
			}
			case '-path':
			case '-wholename': {
				const pattern = new Pattern(this.#argument(word));
				return always(({name}) => pattern.matches(name));
			}
			case '-type': {
				const types = this.#argument(word).split(',');
				return always(({path}) => {
					const isLink = files.readLink(path) !== undefined;
					return types.includes(isLink ? 'l' : files.stat(path)?.type === 'directory' ? 'd' : 'f');
				});
			}
			case '-maxdepth':
				this.maxDepth = Number(this.#argument(word));
				return always(() => true);
			case '-mindepth':
				this.minDepth = Number(this.#argument(word));
				return always(() => true);
			case '-depth':
				this.isDepthFirst = true;
				return always(() => true);
			case '-empty':
				return always(({path}) =>
					files.stat(path)?.type === 'directory' ? files.list(path).length === 0 : files.stat(path)?.size === 0,
				);
			case '-true':
				return always(() => true);
			default:
				return this.#measure(word) ?? this.#action(word);
		}
	}

	#measure(word: string): Test | undefined {
		const {files, machine, cwd} = this.process;
		if (word === '-newer') {
			const than = files.stat(resolvePath(cwd, this.#argument(word)))?.modifiedMs ?? 0;
			return always(({path}) => (files.stat(path)?.modifiedMs ?? 0) > than);
		}
		if (!['-size', '-mtime', '-mmin'].includes(word)) return undefined;
		const text = this.#argument(word);
		const match = /^([-+]?)(\d+)([ckMGb]?)$/.exec(text);
		if (!match) throw new ToolError(`find: invalid argument \`${text}' to \`${word}'`);
		const wanted = Number(match[2]);
		const unit = {c: 1, k: 1024, M: 1024 ** 2, G: 1024 ** 3, b: 512, '': 512}[match[3]!]!;
		return always(({path}) => {
			const stat = files.stat(path);
			const age = machine.now() - (stat?.modifiedMs ?? 0);
			const value =
				word === '-size'
					? Math.ceil((stat?.size ?? 0) / unit)
					: Math.floor(age / (word === '-mmin' ? 60_000 : 86_400_000));
			return match[1] === '+' ? value > wanted : match[1] === '-' ? value < wanted : value === wanted;
		});
	}

	#action(word: string): Test {
		const {process} = this;
		this.#hasAction = true;
		switch (word) {
			case '-print':
			case '-print0':
				return function* ({name}) {
					yield* print(name + (word === '-print' ? '\n' : '\0'));
					return true;
				};
			case '-delete':
				this.isDepthFirst = true;
				return always(({path}) => {
					process.files.remove(path);
					return true;
				});
			case '-exec': {
				const end = this.words.findIndex((each, index) => index >= this.#position && (each === ';' || each === '+'));
				if (end < 0) throw new ToolError("find: missing argument to `-exec'");
				const command = this.words.slice(this.#position, end);
				this.#position = end + 1;
				return function* ({name}) {
					return (
						(yield* runCommand(
							command.map(each => each.replaceAll('{}', name)),
							process,
							'find',
						)) === 0
					);
				};
			}
			default:
				throw new ToolError(`find: unknown predicate \`${word}'`);
		}
	}

	#argument(word: string): string {
		const argument = this.words[this.#position++];
		if (argument === undefined) throw new ToolError(`find: missing argument to \`${word}'`);
		return argument;
	}

	#take(word: string): boolean {
		if (this.words[this.#position] !== word) return false;
		this.#position++;
		return true;
	}
}

function always(test: (entry: Entry) => boolean): Test {
	// biome-ignore lint/correctness/useYield: a test that asks nobody
	return function* (entry) {
		return test(entry);
	};
}
