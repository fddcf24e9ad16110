/** The syntax tree of an awk program. */
export interface AwkProgram {
	readonly begin: readonly Statement[][];
	readonly rules: readonly Rule[];
	readonly end: readonly Statement[][];
	readonly functions: ReadonlyMap<string, AwkFunction>;
}

export interface Rule {
	readonly pattern?: Expression | undefined;
	/** With `from, to`: the rule is open between two records that match. */
	readonly to?: Expression | undefined;
	/** Absent: the record is printed. */
	readonly action?: readonly Statement[] | undefined;
}

export interface AwkFunction {
	readonly parameters: readonly string[];
	readonly body: readonly Statement[];
}

export type Statement =
	| {readonly kind: 'print' | 'printf'; readonly values: readonly Expression[]; readonly target?: Target | undefined}
	| {readonly kind: 'expression'; readonly value: Expression}
	| {readonly kind: 'if'; readonly test: Expression; readonly then: Statement; readonly else?: Statement | undefined}
	| {readonly kind: 'while'; readonly test: Expression; readonly body: Statement; readonly testsLast: boolean}
	| {
			readonly kind: 'for';
			readonly start?: Statement | undefined;
			readonly test?: Expression | undefined;
			readonly step?: Statement | undefined;
			readonly body: Statement;
	  }
	| {readonly kind: 'for-in'; readonly variable: string; readonly array: string; readonly body: Statement}
	| {readonly kind: 'block'; readonly statements: readonly Statement[]}
	| {readonly kind: 'delete'; readonly array: string; readonly index?: readonly Expression[] | undefined}
	| {readonly kind: 'next' | 'break' | 'continue'}
	| {readonly kind: 'exit' | 'return'; readonly value?: Expression | undefined};

/** `print > "file"` */
export interface Target {
	readonly append: boolean;
	readonly name: Expression;
}

export type Expression =
	| {readonly kind: 'number'; readonly value: number}
	| {readonly kind: 'text'; readonly value: string}
	| {readonly kind: 'match-record'; readonly expression: RegExp}
	| Place
	| {readonly kind: 'unary'; readonly operator: string; readonly operand: Expression}
	| {readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression}
	| {readonly kind: 'match'; readonly isNegated: boolean; readonly left: Expression; readonly right: Expression}
	| {readonly kind: 'in'; readonly index: readonly Expression[]; readonly array: string}
	| {readonly kind: 'choice'; readonly test: Expression; readonly then: Expression; readonly else: Expression}
	| {readonly kind: 'assign'; readonly operator: string; readonly place: Place; readonly value: Expression}
	| {readonly kind: 'step'; readonly by: 1 | -1; readonly isBefore: boolean; readonly place: Place}
	| {readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]};

/** What can be assigned to. */
export type Place =
	| {readonly kind: 'variable'; readonly name: string}
	| {readonly kind: 'field'; readonly index: Expression}
	| {readonly kind: 'element'; readonly array: string; readonly index: readonly Expression[]};
