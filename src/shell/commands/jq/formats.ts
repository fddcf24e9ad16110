import {toBytes} from '../../bytes.ts';
import {decodeBase64, encodeBase64} from '../base64.ts';
import type {Json} from './syntax.ts';
import {brief, isArray, JqError, stringify, toText, typeName} from './values.ts';

/** `@base64`, `@csv` and so on. Throws JqError. */
export function applyFormat(name: string, value: Json): string {
	switch (name) {
		case 'text':
			return toText(value);
		case 'json':
			return stringify(value);
		case 'base64':
			return encodeBase64(toText(value));
		case 'base64d':
			return decodeBase64(toText(value));
		case 'csv':
			return cells(value, name, text => `"${text.replaceAll('"', '""')}"`).join(',');
		case 'tsv':
			return cells(value, name, text =>
				text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r'),
			).join('\t');
		case 'sh':
			return (isArray(value) ? value : [value])
				.map(each => (typeof each === 'string' ? `'${each.replaceAll("'", "'\\''")}'` : stringify(each)))
				.join(' ');
		case 'html':
			return toText(value).replace(
				/[<>&'"]/g,
				character => ({'<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&quot;'})[character]!,
			);
		case 'uri':
			return toBytes(toText(value))
				.map(byte =>
					/[\w.~-]/.test(String.fromCharCode(byte))
						? String.fromCharCode(byte)
						: `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
				)
				.join('');
		default:
			throw new JqError(`${name} is not a valid format`);
	}
}

function cells(value: Json, name: string, quote: (text: string) => string): string[] {
	if (!isArray(value))
		throw new JqError(`${typeName(value)} (${brief(value)}) cannot be ${name}-formatted, only an array can be`);
	return value.map(cell => {
		if (cell === null) return '';
		if (typeof cell === 'object') throw new JqError(`${typeName(cell)} (${brief(cell)}) is not valid in a ${name} row`);
		return typeof cell === 'string' ? quote(cell) : String(cell);
	});
}
