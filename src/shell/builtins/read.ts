import type {Builtin} from './builtin.ts';

export const readBuiltins: Readonly<Record<string, Builtin>> = {
	*read(args, shell) {
		let isRaw = false;
		const names: string[] = [];
		for (let index = 0; index < args.length; index++) {
			const arg = args[index]!;
			if (arg === '-r') isRaw = true;
			else if (arg === '-p') yield {kind: 'write', stream: 'stderr', text: args[++index] ?? ''};
			else if (arg === '-s') continue;
			else if (arg.startsWith('-') && arg.length > 1) {
				yield* shell.complain(`kubekata: read ${arg} is not simulated`);
				return 2;
			} else names.push(arg);
		}
		let line = '';
		let hasEnded = false;
		while (!line.endsWith('\n')) {
			const piece = yield {kind: 'read'};
			if (piece === undefined) {
				hasEnded = true;
				break;
			}
			line += piece;
			// A backslash before the line end joins the next line.
			if (!isRaw && /(^|[^\\])(\\\\)*\\\n$/.test(line)) line = line.slice(0, -2);
		}
		const text = line.replace(/\n$/, '');
		const values = splitFields(
			isRaw ? text : text.replace(/\\(.)/g, '$1'),
			names.length || 1,
			shell.get('IFS') ?? ' \t\n',
		);
		if (names.length === 0) shell.set('REPLY', text);
		for (const [index, name] of names.entries()) {
			if (!/^[A-Za-z_]\w*$/.test(name)) {
				yield* shell.complain(`read: \`${name}': not a valid identifier`);
				return 1;
			}
			shell.set(name, values[index] ?? '');
		}
		return hasEnded ? 1 : 0;
	},
};

// The last name takes the rest of the line.
function splitFields(text: string, count: number, separators: string): string[] {
	const blanks = [...separators].filter(character => ' \t\n'.includes(character)).join('');
	const isSeparator = (character: string | undefined) => character !== undefined && separators.includes(character);
	const isBlank = (character: string | undefined) => character !== undefined && blanks.includes(character);
	let start = 0;
	let end = text.length;
	while (isBlank(text[start])) start++;
	while (end > start && isBlank(text[end - 1])) end--;
	const fields: string[] = [];
	while (start < end && fields.length < count - 1) {
		let stop = start;
		while (stop < end && !isSeparator(text[stop])) stop++;
		fields.push(text.slice(start, stop));
		while (stop < end && isBlank(text[stop])) stop++;
		if (stop < end && isSeparator(text[stop])) stop++;
		while (stop < end && isBlank(text[stop])) stop++;
		start = stop;
	}
	if (start < end) fields.push(text.slice(start, end));
	return fields;
}
