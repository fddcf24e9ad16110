import {isInBlockScalar} from './yaml-indents.ts';

/** What is wrong in a `[…]` or `{…}`, and on which line (the first is 1, the end of the text one more than the last) it is noticed. */
export interface FlowProblem {
	/** The line on which the brackets open. */
	readonly start: number;
	readonly line: number;
	readonly message: string;
}

type Token = {
	readonly type: 'scalar' | 'mark' | 'end';
	readonly text: string;
	readonly from: number;
	readonly to: number;
};

/** The first collection in brackets that Kubernetes' reader can't make sense of. It doesn't look at indents inside of brackets. */
export function flowProblem(text: string): FlowProblem | undefined {
	const starts = /^(?:\s*-)*\s*(?:(?:"[^"\n]*"|'[^'\n]*'|[^\s"'#[{&*!|>][^\n:#]*):\s+)?(?=[[{])/gm;
	for (let match = starts.exec(text); match; match = starts.exec(text)) {
		const offset = match.index + match[0].length;
		if (isInBlockScalar(text, lineOf(text, offset))) continue;
		const result = scanFlow(text, offset);
		if (typeof result !== 'number') return {start: lineOf(text, offset), ...result};
		starts.lastIndex = Math.max(result, starts.lastIndex);
	}
	return undefined;
}

// Where the collection that begins at the offset ends, or what is wrong with it.
function scanFlow(text: string, offset: number): number | Omit<FlowProblem, 'start'> {
	const open: {readonly bracket: string; hasColon: boolean}[] = [];
	/** What came last: an opening bracket or a comma, after which an entry may follow, an entry, or the colon behind a key. */
	let last: 'start' | 'entry' | 'colon' = 'start';
	let isKey = false;
	for (let token = nextToken(text, offset); ; token = nextToken(text, token.to)) {
		const line = token.type === 'end' ? text.replace(/\n$/, '').split('\n').length + 1 : lineOf(text, token.from);
		const level = open.at(-1);
		const bracket = level?.bracket === '{' ? '}' : ']';
		const missing = {line, message: `did not find expected ',' or '${bracket}'`};
		if (token.type === 'end') return last === 'start' ? {line, message: 'did not find expected node content'} : missing;
		if (token.type === 'scalar') {
			if (last === 'entry') return missing;
			last = 'entry';
			isKey = !token.text.includes('\n');
		} else if (token.text === '[' || token.text === '{') {
			if (last === 'entry') return missing;
			open.push({bracket: token.text, hasColon: false});
			last = 'start';
		} else if (token.text === ',') {
			if (last === 'start') return {line, message: 'did not find expected node content'};
			last = 'start';
			if (level) level.hasColon = false;
		} else if (token.text === ':') {
			// A second one in the same entry.
			if (level?.hasColon || (last === 'entry' && !isKey)) return missing;
			if (level) level.hasColon = true;
			last = 'colon';
		} else {
			if (token.text !== bracket)
				return last === 'entry' ? missing : {line, message: 'did not find expected node content'};
			open.pop();
			last = 'entry';
			isKey = true;
			if (open.length === 0) return token.to;
		}
	}
}

function nextToken(text: string, offset: number): Token {
	const blank = /(?:\s|(?<=\s)#[^\n]*)*/y;
	blank.lastIndex = offset;
	const from = offset + (blank.exec(text)?.[0].length ?? 0);
	const rest = text.slice(from);
	if (rest === '') return {type: 'end', text: '', from, to: from};
	const mark = /^(?:[[\]{},]|:(?=[\s,[\]{}]|$))/.exec(rest)?.[0];
	if (mark) return {type: 'mark', text: mark, from, to: from + mark.length};
	const quoted = /^(?:"(?:\\[\s\S]|[^"\\])*"|'(?:''|[^'])*')/.exec(rest)?.[0];
	const plain = /^(?:(?!:[\s,[\]{}]|:$|\s#)[^[\]{},])+/.exec(rest)?.[0].trimEnd();
	const scalar = quoted ?? (plain || rest[0]!);
	return {type: 'scalar', text: scalar, from, to: from + scalar.length};
}

function lineOf(text: string, offset: number): number {
	return text.slice(0, offset).split('\n').length;
}
