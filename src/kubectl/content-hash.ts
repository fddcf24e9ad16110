import {toBytes} from '../shell/bytes.ts';
import {sha256} from '../shell/commands/checksums.ts';

/** Digits that could make a word are replaced, as in every name that Kubernetes makes up. */
const LETTERS: Readonly<Record<string, string>> = {'0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't'};
const LENGTH = 10;

/** The end of the name of a ConfigMap or Secret by its content, from compact JSON with sorted keys. */
export function contentHash(json: string): string {
	return sha256(toBytes(json))
		.slice(0, LENGTH)
		.replace(/[013ae]/g, digit => LETTERS[digit]!);
}
