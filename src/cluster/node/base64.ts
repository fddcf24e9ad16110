/** Text of base64-encoded UTF-8; what isn't base64 comes back as it is. */
export function fromBase64(encoded: string): string {
	try {
		return new TextDecoder().decode(Uint8Array.from(atob(encoded), character => character.charCodeAt(0)));
	} catch {
		return encoded;
	}
}
