import {ToolError} from '../tool.ts';
import {InputText, splitText, toNumber, toText, type Value} from './values.ts';

const MAX_FIELDS = 100_000;

/** Variables, arrays and the fields of the current record. */
export class AwkMemory {
	readonly #variables = new Map<string, Value>([
		['FS', ' '],
		['OFS', ' '],
		['ORS', '\n'],
		['RS', '\n'],
		['SUBSEP', '\x1c'],
		['NR', 0],
		['FNR', 0],
		['NF', 0],
		['RSTART', 0],
		['RLENGTH', -1],
	]);
	readonly #arrays = new Map<string, Map<string, Value>>();
	/** Parameters of the functions that are running. */
	protected readonly locals: {
		readonly variables: Map<string, Value>;
		readonly arrays: Map<string, Map<string, Value>>;
	}[] = [];
	#fields: string[] = [''];

	/** Sets a variable as `-v` and `name=value` operands do. */
	assign(name: string, text: string): void {
		this.#variables.set(name, new InputText(text));
	}

	setArray(name: string, entries: Iterable<readonly [string, string]>): void {
		this.#arrays.set(name, new Map([...entries].map(([key, text]) => [key, new InputText(text)])));
	}

	get(name: string): Value {
		return this.locals.at(-1)?.variables.get(name) ?? this.#variables.get(name) ?? new InputText('');
	}

	set(name: string, value: Value): void {
		const local = this.locals.at(-1)?.variables;
		if (local?.has(name)) local.set(name, value);
		else this.#variables.set(name, value);
		if (name === 'NF') this.#setFieldCount(toNumber(value));
	}

	array(name: string): Map<string, Value> {
		const local = this.locals.at(-1)?.arrays.get(name);
		if (local) return local;
		const known = this.#arrays.get(name) ?? new Map<string, Value>();
		this.#arrays.set(name, known);
		return known;
	}

	/** True for a name that is used as an array and not as a variable. */
	protected isArray(name: string): boolean {
		return !this.#variables.has(name) && this.#arrays.has(name);
	}

	protected field(index: number): string {
		if (index < 0) throw new ToolError(`awk: cmd. line:1: fatal: attempt to access field ${index}`, 2);
		return this.#fields[index] ?? '';
	}

	protected setRecord(text: string): void {
		this.#fields = [text, ...splitText(text, toText(this.get('FS')))];
		this.#variables.set('NF', this.#fields.length - 1);
	}

	protected setField(index: number, text: string): void {
		if (index === 0) {
			this.setRecord(text);
			return;
		}
		if (index < 0 || index > MAX_FIELDS)
			throw new ToolError(`awk: cmd. line:1: fatal: attempt to access field ${index}`, 2);
		while (this.#fields.length <= index) this.#fields.push('');
		this.#fields[index] = text;
		this.#variables.set('NF', this.#fields.length - 1);
		this.#fields[0] = this.#fields.slice(1).join(toText(this.get('OFS')));
	}

	#setFieldCount(count: number): void {
		while (this.#fields.length - 1 < Math.min(count, MAX_FIELDS)) this.#fields.push('');
		this.#fields.length = Math.max(1, count + 1);
		this.#fields[0] = this.#fields.slice(1).join(toText(this.get('OFS')));
	}
}
