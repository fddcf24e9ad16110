import {posixExpression} from '../posix-expression.ts';
import {ToolError} from './tool.ts';

/** The expression of a tool's arguments. Throws ToolError with exit code 2 for what can't be read. */
export function regularExpression(tool: string, source: string, syntax: 'basic' | 'extended', flags = ''): RegExp {
	try {
		return posixExpression(source, syntax, flags);
	} catch {
		throw new ToolError(`${tool}: ${problemOf(source)}`, 2);
	}
}

/** Text that stands for itself. */
export function escapeRegularExpression(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function problemOf(source: string): string {
	if (/\[[^\]]*$/.test(source)) return 'Unmatched [, [^, [:, [., or [=';
	if (/\\$/.test(source)) return 'Trailing backslash';
	if (source.includes('(') || source.includes(')')) return 'Unmatched ( or \\(';
	return 'Invalid regular expression';
}
