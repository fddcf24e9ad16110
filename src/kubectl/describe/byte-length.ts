/** How many bytes a base64 text stands for. */
export function decodedLength(base64: string): number {
	const characters = base64.replace(/[^A-Za-z0-9+/]/g, '').length;
	return Math.floor((characters * 3) / 4);
}
