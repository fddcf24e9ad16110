import type {Json} from '../../cluster/api.ts';
import {formatValue} from './go-format.ts';
import {callFunction, FUNCTIONS, isTrue, type TemplateValue} from './go-template-functions.ts';
import {
	type Operand,
	type Pipe,
	parseTemplate,
	type Template,
	TemplateError,
	type TemplateNode,
} from './go-template-parser.ts';
import {sortedKeys} from './json.ts';

export {TemplateError};

/** A template of `-o go-template`, ready to be filled. Parsing and filling throw TemplateError with Go's messages. */
export function goTemplate(text: string, options: {allowMissing: boolean}): (value: Json) => string {
	const template = parseTemplate(text, FUNCTIONS);
	return value => new Execution(template, options.allowMissing).run(value);
}

const MOST_STEPS = 200_000;
const MOST_OUTPUT = 4_000_000;

type Scope = Map<string, {value: TemplateValue}>;
type Outcome = 'done' | 'break' | 'continue';

class Execution {
	#output = '';
	#steps = 0;

	constructor(
		readonly template: Template,
		readonly allowMissing: boolean,
	) {}

	run(value: Json): string {
		this.#list(this.template.nodes, value, new Map([['$', {value: value as TemplateValue}]]), 0);
		return this.#output;
	}

	#list(nodes: readonly TemplateNode[], dot: TemplateValue, outer: Scope, depth: number): Outcome {
		if (depth > 100) throw new TemplateError('template: output: exceeded maximum template depth (100)');
		const scope = new Map(outer);
		for (const node of nodes) {
			if (++this.#steps > MOST_STEPS) throw new TemplateError('template: output: too many steps');
			const outcome = this.#node(node, dot, scope, depth);
			if (outcome !== 'done') return outcome;
		}
		return 'done';
	}

	#node(node: TemplateNode, dot: TemplateValue, scope: Scope, depth: number): Outcome {
		switch (node.type) {
			case 'text':
				this.#write(node.text);
				return 'done';
			case 'action': {
				const value = this.#pipe(node.pipe, dot, scope);
				if (node.pipe.variables.length === 0) this.#write(printed(value));
				return 'done';
			}
			case 'if':
			case 'with': {
				const inner = new Map(scope);
				const value = this.#pipe(node.pipe, dot, inner);
				if (!isTrue(value)) return this.#list(node.otherwise, dot, inner, depth + 1);
				return this.#list(node.body, node.type === 'with' ? value : dot, inner, depth + 1);
			}
			case 'range':
				return this.#range(node, dot, scope, depth);
			case 'template': {
				const nodes = this.template.defined.get(node.name);
				if (!nodes) throw new TemplateError(`template: output: template ${JSON.stringify(node.name)} not defined`);
				const value = node.pipe ? this.#pipe(node.pipe, dot, scope) : undefined;
				return this.#list(nodes, value, new Map([['$', {value}]]), depth + 1);
			}
			default:
				return node.type;
		}
	}

	#range(
		node: TemplateNode & {type: 'range' | 'if' | 'with'},
		dot: TemplateValue,
		scope: Scope,
		depth: number,
	): Outcome {
		const value = this.#pipe({...node.pipe, variables: []}, dot, scope);
		const entries = this.#entries(value, node.pipe);
		if (entries.length === 0) return this.#list(node.otherwise, dot, scope, depth + 1);
		const {variables} = node.pipe;
		for (const [key, item] of entries) {
			const inner = new Map(scope);
			if (variables.length > 1) inner.set(variables[0]!, {value: key});
			const itemVariable = variables.at(-1);
			if (itemVariable) inner.set(itemVariable, {value: item});
			if (this.#list(node.body, item, inner, depth + 1) === 'break') break;
		}
		return 'done';
	}

	#entries(value: TemplateValue, pipe: Pipe): [TemplateValue, TemplateValue][] {
		if (value === undefined || value === null) return [];
		if (Array.isArray(value)) return value.map((item, index) => [index, item]);
		if (typeof value === 'object') {
			const map = value as {readonly [key: string]: Json};
			return sortedKeys(map).map(key => [key, map[key]!]);
		}
		if (typeof value === 'number' && Number.isInteger(value)) {
			return Array.from({length: Math.max(0, Math.min(value, MOST_STEPS))}, (_, index) => [index, index]);
		}
		throw this.#failure(pipe, `range can't iterate over ${formatValue(value)}`);
	}

	#pipe(pipe: Pipe, dot: TemplateValue, scope: Scope): TemplateValue {
		let value: TemplateValue;
		pipe.commands.forEach((command, index) => {
			value = this.#command(command, pipe, dot, scope, index === 0 ? [] : [value]);
		});
		for (const name of pipe.variables) {
			const known = scope.get(name);
			if (pipe.declares) scope.set(name, {value});
			else if (known) known.value = value;
			else throw new TemplateError(`template: output:${pipe.line}: undefined variable ${JSON.stringify(name)}`);
		}
		return value;
	}

	#command(
		[first, ...rest]: readonly Operand[],
		pipe: Pipe,
		dot: TemplateValue,
		scope: Scope,
		last: readonly TemplateValue[],
	): TemplateValue {
		if (first?.type === 'function') return this.#call(first.name, rest, pipe, dot, scope, last);
		if (rest.length > 0 || last.length > 0) {
			const name = first?.type === 'field' ? first.names.at(-1) : 'value';
			throw this.#failure(pipe, `${name} is not a method but has arguments`);
		}
		return this.#operand(first!, pipe, dot, scope);
	}

	// `and` and `or` look at their arguments one by one and stop at the first that decides.
	#call(
		name: string,
		operands: readonly Operand[],
		pipe: Pipe,
		dot: TemplateValue,
		scope: Scope,
		last: readonly TemplateValue[],
	): TemplateValue {
		if (name === 'and' || name === 'or') {
			let value: TemplateValue;
			for (const operand of operands) {
				value = this.#operand(operand, pipe, dot, scope);
				if (isTrue(value) === (name === 'or')) return value;
			}
			return last.length > 0 ? last[0] : value;
		}
		const args = [...operands.map(operand => this.#operand(operand, pipe, dot, scope)), ...last];
		try {
			return callFunction(name, args);
		} catch (error) {
			if (!(error instanceof TemplateError)) throw error;
			throw this.#failure(
				pipe,
				`error calling ${name}: ${error.message}`,
				pipe.commands.length === 1 ? pipe.text : name,
			);
		}
	}

	#operand(operand: Operand, pipe: Pipe, dot: TemplateValue, scope: Scope): TemplateValue {
		switch (operand.type) {
			case 'dot':
				return dot;
			case 'nil':
				return null;
			case 'value':
				return operand.value;
			case 'field':
				return this.#fields(dot, operand.names, pipe);
			case 'variable': {
				const found = scope.get(operand.name);
				if (!found)
					throw new TemplateError(`template: output:${pipe.line}: undefined variable ${JSON.stringify(operand.name)}`);
				return this.#fields(found.value, operand.names, pipe);
			}
			case 'pipe':
				return this.#fields(this.#pipe(operand.pipe, dot, new Map(scope)), operand.names, pipe, true);
			case 'function':
				return this.#call(operand.name, [], pipe, dot, scope, []);
		}
	}

	// What a map holds is an `interface {}` to Go; only the result of a function has a type of its own.
	#fields(value: TemplateValue, names: readonly string[], pipe: Pipe, isResult = false): TemplateValue {
		let current = value;
		for (const name of names) {
			if (current === undefined || current === null) {
				if (this.allowMissing) return undefined;
				throw this.#failure(pipe, `nil pointer evaluating interface {}.${name}`);
			}
			if (typeof current !== 'object' || Array.isArray(current)) {
				const type = names.indexOf(name) === 0 && isResult ? goTypeOf(current) : 'interface {}';
				throw this.#failure(pipe, `can't evaluate field ${name} in type ${type}`);
			}
			const map = current as {readonly [key: string]: Json};
			if (!Object.hasOwn(map, name) && !this.allowMissing)
				throw this.#failure(pipe, `map has no entry for key ${JSON.stringify(name)}`);
			current = Object.hasOwn(map, name) ? map[name] : undefined;
		}
		return current;
	}

	#failure(pipe: Pipe, message: string, shown = pipe.text): TemplateError {
		return new TemplateError(
			`template: output:${pipe.line}:${pipe.column + chainOffset(pipe)}: executing "output" at <${shown}>: ${message}`,
		);
	}

	#write(text: string): void {
		this.#output += text;
		if (this.#output.length > MOST_OUTPUT) throw new TemplateError('template: output: too much output');
	}
}

// Go gives the place of a chain of fields as that of its second part.
function chainOffset({commands}: Pipe): number {
	const [command = [], ...others] = commands;
	const [operand] = command;
	if (others.length > 0 || command.length > 1 || !operand) return 0;
	if (operand.type === 'field' && operand.names.length > 1) return operand.names[0]!.length + 1;
	return operand.type === 'variable' && operand.names.length > 0 ? operand.name.length : 0;
}

function printed(value: TemplateValue): string {
	return value === undefined || value === null ? '<no value>' : formatValue(value);
}

function goTypeOf(value: TemplateValue): string {
	if (Array.isArray(value)) return '[]interface {}';
	return typeof value === 'number' ? 'float64' : typeof value === 'boolean' ? 'bool' : 'string';
}
