/**
 * The version that an image's tag stands for: `7.2.1` is itself, `7.2` and `7` are the newest known of their line, anything else
 * (`latest`, `alpine`) is the newest of all. Variants that follow (`7.2-alpine`) don't matter.
 *
 * @param newest known versions, newest first; all have as many parts as the program's versions have
 */
export function versionOf(tag: string, newest: readonly [string, ...string[]]): string {
	const given = /^v?(\d+(?:\.\d+){0,2})(?![\d.])/.exec(tag)?.[1];
	if (given === undefined) return newest[0];
	const size = newest[0].split('.').length;
	const parts = given.split('.').slice(0, size);
	if (parts.length === size) return parts.join('.');
	const line = `${parts.join('.')}.`;
	return newest.find(version => version.startsWith(line)) ?? [...parts, '0', '0'].slice(0, size).join('.');
}
