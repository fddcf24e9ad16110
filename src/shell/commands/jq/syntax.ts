/** The syntax tree of a jq filter. */
export type Filter =
	| {readonly kind: 'identity'}
	| {readonly kind: 'recurse'}
	| {readonly kind: 'literal'; readonly value: Json}
	| {readonly kind: 'text'; readonly parts: readonly (string | Filter)[]; readonly format: string}
	| {readonly kind: 'format'; readonly name: string}
	| {readonly kind: 'index'; readonly of: Filter; readonly key: Filter}
	| {readonly kind: 'slice'; readonly of: Filter; readonly from?: Filter | undefined; readonly to?: Filter | undefined}
	| {readonly kind: 'each'; readonly of: Filter}
	| {readonly kind: 'optional'; readonly of: Filter; readonly handler?: Filter | undefined}
	| {readonly kind: 'pipe' | 'comma'; readonly left: Filter; readonly right: Filter}
	| {readonly kind: 'binary'; readonly operator: string; readonly left: Filter; readonly right: Filter}
	| {readonly kind: 'update'; readonly operator: string; readonly path: Filter; readonly value: Filter}
	| {readonly kind: 'negate'; readonly of: Filter}
	| {readonly kind: 'array'; readonly of?: Filter | undefined}
	| {readonly kind: 'object'; readonly entries: readonly {readonly key: Filter; readonly value: Filter}[]}
	| {readonly kind: 'if'; readonly test: Filter; readonly then: Filter; readonly else: Filter}
	| {readonly kind: 'variable'; readonly name: string}
	| {readonly kind: 'bind'; readonly value: Filter; readonly name: string; readonly body: Filter}
	| {
			readonly kind: 'reduce' | 'foreach';
			readonly over: Filter;
			readonly name: string;
			readonly start: Filter;
			readonly step: Filter;
			readonly extract?: Filter | undefined;
	  }
	| {
			readonly kind: 'define';
			readonly name: string;
			readonly parameters: readonly string[];
			readonly body: Filter;
			readonly rest: Filter;
	  }
	| {readonly kind: 'call'; readonly name: string; readonly args: readonly Filter[]};

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
	readonly [key: string]: Json;
}
