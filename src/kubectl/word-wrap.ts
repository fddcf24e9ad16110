/** Breaks lines at blanks so that none is longer than `width`, as `kubectl explain` does; line ends of the text stay. */
export function wordWrap(text: string, width: number): string {
	return text
		.split('\n')
		.map(line => wrapLine(line, width))
		.join('\n');
}

// Blanks at a break vanish, others stay as they are.
function wrapLine(line: string, width: number): string {
	const lines: string[] = [];
	let current = '';
	let blanks = '';
	for (const [, space = '', word = ''] of line.matchAll(/(\s*)(\S*)/g)) {
		blanks += space;
		if (word === '') continue;
		if (current.length + blanks.length + word.length > width && word.length < width && current !== '') {
			lines.push(current);
			current = word;
		} else current += blanks + word;
		blanks = '';
	}
	if (blanks !== '' && current.length + blanks.length <= width) current += blanks;
	return [...lines, current].join('\n');
}
