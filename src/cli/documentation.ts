import {provideDocumentation} from '../cluster/documentation.ts';

/** Loads the texts of `kubectl explain`, the largest part of the program; nothing else needs them. */
export async function loadDocumentation(): Promise<void> {
	provideDocumentation((await import('../cluster/generated/documentation.ts')).documentation);
}
