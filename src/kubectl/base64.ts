/** Base64 of a text in UTF-8. */
export function encodeBase64(text: string): string {
	let binary = '';
	for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
	return btoa(binary);
}

/** The text of base64 in UTF-8; undefined if it is none. */
export function decodeBase64(text: string): string | undefined {
	try {
		const binary = atob(text.replace(/[\r\n]/g, ''));
		return new TextDecoder().decode(Uint8Array.from(binary, char => char.charCodeAt(0)));
	} catch {
		return undefined;
	}
}
