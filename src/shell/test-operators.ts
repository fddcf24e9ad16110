import {resolvePath} from './files.ts';
import type {Process} from './program.ts';

/** The answer of a unary operator of `test`; undefined if there is no such operator. */
export function examine(operator: string, operand: string, {files, cwd, isTerminal}: Process): boolean | undefined {
	const path = resolvePath(cwd, operand);
	const stat = operand === '' ? undefined : files.stat(path);
	switch (operator) {
		case '-n':
			return operand !== '';
		case '-z':
			return operand === '';
		case '-e':
		case '-a':
			return stat !== undefined;
		case '-f':
			return stat?.type === 'file';
		case '-d':
			return stat?.type === 'directory';
		case '-s':
			return stat !== undefined && stat.size > 0;
		case '-r':
		case '-w':
			return stat !== undefined;
		case '-x':
			return stat !== undefined && (stat.mode & 0o111) !== 0;
		case '-L':
		case '-h':
			return operand !== '' && files.readLink(path) !== undefined;
		case '-t':
			return isTerminal;
		case '-b':
		case '-c':
		case '-p':
		case '-S':
		case '-u':
		case '-g':
		case '-k':
			return false;
		case '-O':
		case '-G':
			return stat !== undefined;
		default:
			return undefined;
	}
}

/** The answer of a binary operator of `test`; undefined if there is no such operator. Throws NotANumber. */
export function compare(left: string, operator: string, right: string, {files, cwd}: Process): boolean | undefined {
	const modified = (path: string) => files.stat(resolvePath(cwd, path))?.modifiedMs;
	switch (operator) {
		case '=':
		case '==':
			return left === right;
		case '!=':
			return left !== right;
		case '<':
			return left < right;
		case '>':
			return left > right;
		case '-eq':
			return integer(left) === integer(right);
		case '-ne':
			return integer(left) !== integer(right);
		case '-lt':
			return integer(left) < integer(right);
		case '-le':
			return integer(left) <= integer(right);
		case '-gt':
			return integer(left) > integer(right);
		case '-ge':
			return integer(left) >= integer(right);
		case '-nt':
			return (modified(left) ?? -1) > (modified(right) ?? -1);
		case '-ot':
			return (modified(left) ?? -1) < (modified(right) ?? -1);
		case '-ef':
			return files.realPath(resolvePath(cwd, left)) === files.realPath(resolvePath(cwd, right));
		default:
			return undefined;
	}
}

/** An operand of a numeric comparison is no number. */
export class NotANumber extends Error {}

function integer(text: string): number {
	if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new NotANumber(text);
	return Number(text);
}
