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
		// A word that is longer than a line stands on a line of its own, as far as it fits.
		if (current !== '' && current.length + blanks.length + Math.min(word.length, width - 1) > width) {
			lines.push(current);
			current = word;
		} else current += blanks + word;
		blanks = '';
	}
	if (blanks !== '' && current.length + blanks.length <= width) current += blanks;
	return [...lines, current].join('\n');
}
