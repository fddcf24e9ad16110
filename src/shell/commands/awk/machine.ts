import {regularExpression} from '../regular-expression.ts';
import {ToolError} from '../tool.ts';
import {callFunction} from './functions.ts';
import {AwkMemory} from './memory.ts';
import type {AwkProgram, Expression, Place, Statement, Target} from './syntax.ts';
import {InputText, isTrue, order, toNumber, toText, type Value} from './values.ts';

const MAX_STEPS = 2_000_000;
const MAX_DEPTH = 200;

/** How a statement ends other than by being done. */
type Ending = 'next' | 'break' | 'continue' | 'exit' | 'return' | undefined;

/** Runs an awk program record by record; output collects in `out` until somebody takes it. */
export class AwkMachine extends AwkMemory {
	out = '';
	exitCode = 0;
	/** `exit` was executed. */
	hasExited = false;
	/** What `print > "file"` wrote, in order. */
	readonly files: {readonly name: string; readonly append: boolean; readonly text: string}[] = [];
	#steps = 0;
	#returned: Value = '';
	readonly #openRules = new Set<number>();

	constructor(
		private readonly program: AwkProgram,
		private readonly random: () => number,
	) {
		super();
	}

	begin(): void {
		for (const action of this.program.begin) if (!this.hasExited) this.#statements(action);
	}

	/** One record; `fileRecord` is its number in its file. */
	record(text: string, fileRecord: number): void {
		this.set('NR', toNumber(this.get('NR')) + 1);
		this.set('FNR', fileRecord);
		this.setRecord(text);
		for (const [index, {pattern, to, action}] of this.program.rules.entries()) {
			if (!this.#isSelected(index, pattern, to)) continue;
			if (!action) this.out += this.field(0) + toText(this.get('ORS'));
			else if (this.#statements(action) === 'next' || this.hasExited) return;
		}
	}

	end(): void {
		for (const action of this.program.end) {
			this.#statements(action);
			if (this.hasExited) return;
		}
	}

	evaluate(node: Expression): Value {
		this.#step();
		switch (node.kind) {
			case 'number':
			case 'text':
				return node.value;
			case 'match-record':
				return Number(node.expression.test(this.field(0)));
			case 'variable':
			case 'field':
			case 'element':
				return this.#read(node);
			case 'unary':
				return this.#unary(node.operator, node.operand);
			case 'binary':
				return this.#binary(node.operator, node.left, node.right);
			case 'match':
				return Number(this.regularExpression(node.right).test(toText(this.evaluate(node.left))) !== node.isNegated);
			case 'in':
				return Number(this.array(node.array).has(this.#key(node.index)));
			case 'choice':
				return this.evaluate(isTrue(this.evaluate(node.test)) ? node.then : node.else);
			case 'assign': {
				const value = this.evaluate(node.value);
				const result =
					node.operator === '' ? value : arithmetic(node.operator, toNumber(this.#read(node.place)), toNumber(value));
				this.write(node.place, result);
				return result;
			}
			case 'step': {
				const before = toNumber(this.#read(node.place));
				this.write(node.place, before + node.by);
				return node.isBefore ? before + node.by : before;
			}
			case 'call':
				return this.#call(node.name, node.args);
		}
	}

	write(place: Place, value: Value): void {
		if (place.kind === 'variable') this.set(place.name, value);
		else if (place.kind === 'element') this.array(place.array).set(this.#key(place.index), value);
		else this.setField(toNumber(this.evaluate(place.index)), toText(value));
	}

	/** The regular expression that an operand of `~` means. */
	regularExpression(node: Expression): RegExp {
		if (node.kind === 'match-record') return node.expression;
		return regularExpressionOf(toText(this.evaluate(node)));
	}

	/** A number in [0, 1). */
	nextRandom(): number {
		return this.random();
	}

	#isSelected(index: number, pattern: Expression | undefined, to: Expression | undefined): boolean {
		if (!pattern) return true;
		if (!to) return isTrue(this.evaluate(pattern));
		const wasOpen = this.#openRules.has(index);
		if (!wasOpen && !isTrue(this.evaluate(pattern))) return false;
		if (isTrue(this.evaluate(to))) this.#openRules.delete(index);
		else this.#openRules.add(index);
		return true;
	}

	#statements(statements: readonly Statement[]): Ending {
		for (const statement of statements) {
			const ending = this.#statement(statement);
			if (ending) return ending;
		}
		return undefined;
	}

	#statement(node: Statement): Ending {
		this.#step();
		switch (node.kind) {
			case 'expression':
				this.evaluate(node.value);
				return undefined;
			case 'print':
			case 'printf':
				this.#print(node.kind, node.values, node.target);
				return undefined;
			case 'block':
				return this.#statements(node.statements);
			case 'if':
				if (isTrue(this.evaluate(node.test))) return this.#statement(node.then);
				return node.else && this.#statement(node.else);
			case 'delete':
				if (node.index) this.array(node.array).delete(this.#key(node.index));
				else this.array(node.array).clear();
				return undefined;
			case 'exit':
				if (node.value) this.exitCode = toNumber(this.evaluate(node.value)) & 255;
				this.hasExited = true;
				return 'exit';
			case 'return':
				this.#returned = node.value ? this.evaluate(node.value) : '';
				return 'return';
			case 'next':
			case 'break':
			case 'continue':
				return node.kind;
			default:
				return this.#loop(node);
		}
	}

	#loop(node: Statement & {kind: 'while' | 'for' | 'for-in'}): Ending {
		const round = (body: Statement): Ending | 'done' => {
			const ending = this.#statement(body);
			return ending === 'break' ? 'done' : ending === 'continue' ? undefined : ending;
		};
		if (node.kind === 'for-in') {
			for (const key of [...this.array(node.array).keys()]) {
				this.set(node.variable, new InputText(key));
				const ending = round(node.body);
				if (ending) return ending === 'done' ? undefined : ending;
			}
			return undefined;
		}
		if (node.kind === 'for' && node.start) this.#statement(node.start);
		for (let isFirst = true; ; isFirst = false) {
			const skipsTest = node.kind === 'while' && node.testsLast && isFirst;
			if (!skipsTest && node.test && !isTrue(this.evaluate(node.test))) return undefined;
			const ending = round(node.body);
			if (ending) return ending === 'done' ? undefined : ending;
			if (node.kind === 'for' && node.step) this.#statement(node.step);
			this.#step();
		}
	}

	#print(kind: 'print' | 'printf', nodes: readonly Expression[], target: Target | undefined): void {
		const values = nodes.map(node => this.evaluate(node));
		let text: string;
		if (kind === 'printf') text = toText(callFunction('sprintf', nodes, this));
		else
			text =
				(values.length > 0 ? values.map(toText).join(toText(this.get('OFS'))) : this.field(0)) +
				toText(this.get('ORS'));
		if (target) this.files.push({name: toText(this.evaluate(target.name)), append: target.append, text});
		else this.out += text;
	}

	#read(place: Place): Value {
		if (place.kind === 'variable') return this.get(place.name);
		if (place.kind === 'field') return new InputText(this.field(toNumber(this.evaluate(place.index))));
		const array = this.array(place.array);
		const key = this.#key(place.index);
		const value = array.get(key);
		// Looking at an element makes it.
		if (value === undefined) array.set(key, new InputText(''));
		return value ?? new InputText('');
	}

	#key(index: readonly Expression[]): string {
		return index.map(node => toText(this.evaluate(node))).join(toText(this.get('SUBSEP')));
	}

	#unary(operator: string, operand: Expression): Value {
		const value = this.evaluate(operand);
		if (operator === '()') return value;
		if (operator === '!') return Number(!isTrue(value));
		return operator === '-' ? -toNumber(value) : toNumber(value);
	}

	#binary(operator: string, left: Expression, right: Expression): Value {
		if (operator === '&&') return Number(isTrue(this.evaluate(left)) && isTrue(this.evaluate(right)));
		if (operator === '||') return Number(isTrue(this.evaluate(left)) || isTrue(this.evaluate(right)));
		const [a, b] = [this.evaluate(left), this.evaluate(right)];
		if (operator === ' ') return toText(a) + toText(b);
		const sign = order(a, b);
		const comparisons: Readonly<Record<string, boolean>> = {
			'<': sign < 0,
			'<=': sign <= 0,
			'==': sign === 0,
			'!=': sign !== 0,
			'>': sign > 0,
			'>=': sign >= 0,
		};
		if (Object.hasOwn(comparisons, operator)) return Number(comparisons[operator]);
		return arithmetic(operator, toNumber(a), toNumber(b));
	}

	#call(name: string, args: readonly Expression[]): Value {
		const own = this.program.functions.get(name);
		if (!own) return callFunction(name, args, this);
		if (this.locals.length >= MAX_DEPTH) throw new ToolError(`awk: function ${name} called itself too deeply`, 2);
		const variables = new Map<string, Value>();
		const arrays = new Map<string, Map<string, Value>>();
		for (const [index, parameter] of own.parameters.entries()) {
			const arg = args[index];
			if (arg?.kind === 'variable' && this.isArray(arg.name)) arrays.set(parameter, this.array(arg.name));
			else variables.set(parameter, arg ? this.evaluate(arg) : new InputText(''));
		}
		this.locals.push({variables, arrays});
		this.#returned = '';
		this.#statements(own.body);
		this.locals.pop();
		return this.#returned;
	}

	#step(): void {
		if (++this.#steps > MAX_STEPS) throw new ToolError('kubekata: the awk program never ends', 2);
	}
}

const expressions = new Map<string, RegExp>();

function regularExpressionOf(source: string): RegExp {
	let expression = expressions.get(source);
	if (!expression) {
		expression = regularExpression('awk', source, 'extended');
		if (expressions.size > 500) expressions.clear();
		expressions.set(source, expression);
	}
	return expression;
}

function arithmetic(operator: string, a: number, b: number): number {
	switch (operator) {
		case '+':
			return a + b;
		case '-':
			return a - b;
		case '*':
			return a * b;
		case '/':
		case '%':
			if (b === 0)
				throw new ToolError(
					`awk: cmd. line:1: fatal: division by zero attempted${operator === '%' ? " in `%'" : ''}`,
					2,
				);
			return operator === '/' ? a / b : a % b;
		default:
			return a ** b;
	}
}
