import {durationMs} from './durations.ts';
import {compilePath} from './field-path.ts';
import type {
	AnswerCheck,
	CelLanguage,
	Check,
	CommandCheck,
	CountCheck,
	Field,
	Goal,
	ObjectCheck,
	Reference,
	Remark,
	Selection,
	StateCheck,
	Step,
} from './format.ts';
import {kindNamed} from './kind-names.ts';
import {compileMatcher} from './matcher.ts';
import {compilePattern} from './pattern.ts';
import type {Problem} from './problem.ts';
import type {
	CheckSource,
	CommandSource,
	GoalSource,
	RemarkSource,
	SelectionSource,
	StepSource,
} from './source-types.ts';
import type {PathPart, YamlSource} from './yaml-source.ts';

/** Compiles the steps of a lesson and collects what is wrong with them. */
export class GoalCompiler {
	readonly problems: Problem[] = [];

	constructor(
		private readonly source: YamlSource,
		private readonly cel: CelLanguage | undefined,
	) {}

	step(step: StepSource, path: readonly PathPart[]): Step {
		this.unique(step.goals, [...path, 'goals']);
		this.unique(step.remarks ?? [], [...path, 'remarks']);
		if (step.id === 'debrief' || step.id === 'card')
			this.#report([...path, 'id'], `Invalid value: "${step.id}" is the name of a section of the prose`);
		return {
			id: step.id,
			prepare: step.prepare ?? [],
			...(step.predict && {predict: step.predict}),
			goals: step.goals.flatMap((goal, index) => this.#goal(goal, [...path, 'goals', index])),
			remarks: (step.remarks ?? []).map((remark, index) => this.#remark(remark, [...path, 'remarks', index])),
		};
	}

	unique(items: readonly {readonly id: string}[], path: readonly PathPart[]): void {
		const seen = new Set<string>();
		items.forEach(({id}, index) => {
			if (seen.has(id)) this.#report([...path, index, 'id'], `Duplicate value: "${id}"`);
			seen.add(id);
		});
	}

	#goal(goal: GoalSource, path: readonly PathPart[]): Goal[] {
		const kinds = (['object', 'count', 'absent', 'command', 'answer', 'cel'] as const).filter(
			kind => goal[kind] !== undefined,
		);
		if (kinds.length !== 1) {
			const found = kinds.length === 0 ? 'none' : kinds.join(', ');
			this.#report(
				path,
				`Invalid value: needs exactly one of object, count, absent, command, answer, cel; has ${found}`,
			);
			return [];
		}
		const check = this.#check(goal, kinds[0]!, path);
		if (!check) return [];
		const lasting = check.kind !== 'command' && check.kind !== 'answer';
		if (!lasting && (goal.hold || goal.throughout))
			this.#report(path, `Forbidden: hold and throughout make no sense with ${check.kind}`);
		return [
			{
				id: goal.id,
				check,
				...(goal.hold && {holdMs: durationMs(goal.hold)}),
				throughout: goal.throughout ?? false,
				once: (goal.once ?? false) || !lasting,
			},
		];
	}

	#remark(remark: RemarkSource, path: readonly PathPart[]): Remark {
		const {when} = remark;
		const at = [...path, 'when'];
		const state = (['object', 'count', 'absent', 'cel'] as const)
			.filter(kind => when[kind] !== undefined)
			.flatMap(kind => (this.#check(when, kind, at) as StateCheck | undefined) ?? []);
		if (state.length === 0 && !when.command)
			this.#report(at, 'Required value: needs command, object, count, absent or cel');
		const command = when.command && this.#command(when.command, [...at, 'command'], 'any');
		return {id: remark.id, state, ...(command && {command})};
	}

	#check(source: CheckSource & Partial<GoalSource>, kind: Check['kind'], path: readonly PathPart[]): Check | undefined {
		const at = [...path, kind];
		const namespace = source.namespace ?? 'default';
		switch (kind) {
			case 'object':
				return this.#object(source.object!, namespace, at);
			case 'count':
				return this.#count(source.count!, namespace, at);
			case 'absent': {
				const references = [source.absent!]
					.flat()
					.flatMap(
						(reference, index) =>
							this.#reference(reference, namespace, Array.isArray(source.absent) ? [...at, index] : at) ?? [],
					);
				return {kind: 'absent', references};
			}
			case 'command':
				return this.#command(source.command!, at, 0);
			case 'answer':
				return this.#answer(source, namespace, at);
			case 'cel': {
				for (const field of ['cel', 'want', 'have'] as const) {
					const expression = source[field];
					if (expression !== undefined) this.#try([...path, field], () => this.cel?.compile(expression));
				}
				const {cel, want, have} = source;
				return {
					kind: 'cel',
					namespace,
					expression: cel!,
					...(want !== undefined && {want}),
					...(have !== undefined && {have}),
				};
			}
		}
	}

	#object(source: NonNullable<CheckSource['object']>, namespace: string, path: readonly PathPart[]): ObjectCheck {
		const objects = Object.entries(source).flatMap(([name, fields]) => {
			const reference = this.#reference(name, namespace, [...path, name]);
			return reference ? [{reference, fields: this.#fields(fields, [...path, name])}] : [];
		});
		if (objects.length === 0 && Object.keys(source).length === 0) this.#report(path, 'Required value');
		return {kind: 'object', objects};
	}

	#count(
		source: NonNullable<CheckSource['count']>,
		namespace: string,
		path: readonly PathPart[],
	): CountCheck | undefined {
		const {equals, atLeast, atMost} = source;
		const wanted = Object.fromEntries(
			Object.entries({equals, atLeast, atMost}).filter(([, value]) => value !== undefined),
		);
		if (Object.keys(wanted).length === 0) this.#report(path, 'Required value: needs equals, atLeast or atMost');
		const selection = this.#selection(source, namespace, path);
		return selection && {kind: 'count', selection, matcher: compileMatcher(wanted)};
	}

	#selection(source: SelectionSource, namespace: string, path: readonly PathPart[]): Selection | undefined {
		const name = kindNamed(source.kind);
		if (!name) return void this.#report([...path, 'kind'], `Invalid value: "${source.kind}": unknown kind`);
		return {
			kind: name.kind,
			namespace: name.namespaced && namespace !== '*' ? namespace : undefined,
			selector: source.selector ?? '',
			where: this.#fields(source.where ?? {}, [...path, 'where']),
		};
	}

	#command(source: CommandSource, path: readonly PathPart[], defaultExitCode: number | 'any'): CommandCheck {
		const pattern =
			source.matches === undefined ? undefined : this.#try([...path, 'matches'], () => compilePattern(source.matches!));
		const output =
			source.output === undefined ? undefined : this.#try([...path, 'output'], () => compileMatcher(source.output));
		if (Object.keys(source).every(key => key === 'exitCode'))
			this.#report(path, 'Required value: needs like, matches or output');
		if (typeof source.exitCode === 'string' && source.exitCode !== 'any')
			this.#report([...path, 'exitCode'], `Unsupported value: "${source.exitCode}": supported values: a number, "any"`);
		return {
			kind: 'command',
			like: [source.like ?? []].flat(),
			...(pattern && {pattern}),
			exitCode: (source.exitCode as number | 'any' | undefined) ?? defaultExitCode,
			...(output && {output}),
		};
	}

	#answer(
		source: CheckSource & Partial<GoalSource>,
		namespace: string,
		path: readonly PathPart[],
	): AnswerCheck | undefined {
		const answer = source.answer!;
		const kinds = (['equals', 'oneOf', 'matches', 'fieldOf', 'countOf'] as const).filter(
			kind => answer[kind] !== undefined,
		);
		if (kinds.length !== 1)
			return void this.#report(path, 'Invalid value: needs exactly one of equals, oneOf, matches, fieldOf, countOf');
		const ignoreCase = answer.ignoreCase ?? true;
		const accepted = this.#accepted(answer, ignoreCase, namespace, path);
		return accepted && {kind: 'answer', ignoreCase, accepted};
	}

	#accepted(
		answer: NonNullable<GoalSource['answer']>,
		ignoreCase: boolean,
		namespace: string,
		path: readonly PathPart[],
	): AnswerCheck['accepted'] | undefined {
		if (answer.fieldOf) {
			const reference = this.#reference(answer.fieldOf.object, namespace, [...path, 'fieldOf', 'object']);
			const fieldPath = this.#try([...path, 'fieldOf', 'path'], () => compilePath(answer.fieldOf!.path));
			return reference && fieldPath && {kind: 'fieldOf', reference, path: fieldPath};
		}
		if (answer.countOf) {
			const selection = this.#selection(answer.countOf, namespace, [...path, 'countOf']);
			return selection && {kind: 'countOf', selection};
		}
		if (answer.matches !== undefined) {
			const pattern = this.#try([...path, 'matches'], () => compilePattern(answer.matches!, ignoreCase));
			return pattern && {kind: 'matches', pattern};
		}
		return {kind: 'oneOf', values: [answer.equals ?? answer.oneOf ?? []].flat().map(String)};
	}

	#fields(source: Readonly<Record<string, unknown>>, path: readonly PathPart[]): Field[] {
		return Object.entries(source).flatMap(([name, wanted]) => {
			const fieldPath = this.#try([...path, name], () => compilePath(name));
			const matcher = this.#try([...path, name], () => compileMatcher(wanted));
			if (matcher?.length === 0) this.#report([...path, name], 'Required value: needs a value or a matcher');
			return fieldPath && matcher ? [{path: fieldPath, matcher}] : [];
		});
	}

	#reference(source: string, defaultNamespace: string, path: readonly PathPart[]): Reference | undefined {
		const match = /^(?:([a-z0-9-]+):)?([A-Za-z.]+)\/([^/\s]+)$/.exec(source);
		if (!match) return void this.#report(path, `Invalid value: "${source}": must be kind/name or namespace:kind/name`);
		const [, namespace = defaultNamespace, word, objectName] = match as unknown as [
			string,
			string | undefined,
			string,
			string,
		];
		const name = kindNamed(word);
		if (!name) return void this.#report(path, `Invalid value: "${source}": unknown kind "${word}"`);
		return {source, kind: name.kind, key: name.namespaced ? `${namespace}/${objectName}` : objectName};
	}

	#try<T>(path: readonly PathPart[], work: () => T): T | undefined {
		try {
			return work();
		} catch (error) {
			return void this.#report(path, `Invalid value: ${error instanceof Error ? error.message : String(error)}`);
		}
	}

	#report(path: readonly PathPart[], message: string): void {
		this.problems.push(this.source.problem(path, message));
	}
}
