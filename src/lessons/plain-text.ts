// C0 without tab and line feed, DEL, C1, and the marks that turn the direction of text: none of them may reach a terminal.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Untrusted text without control characters; tabs and line feeds stay, and so does nothing of an escape sequence. */
export function plainText(text: string): string {
	return text
		.replace(/\r\n/g, '\n')
		.replace(
			/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[ -/]*[0-~])/g,
			'',
		)
		.replace(CONTROLS, '');
}
