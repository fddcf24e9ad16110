import type {Key} from '../shell/key.ts';
import type {Session} from './session.ts';

export class Prompt {
	constructor(private readonly session: () => Session) {}
	readonly line = {text: '', cursor: 0, candidates: [] as readonly string[]};
	press(_key: Key): {kind: 'submit'; line: string} | {kind: 'interrupt'} | {kind: 'eof'} | undefined {
		void this.session;
		return undefined;
	}
	paste(text: string): string[] {
		return text.split('\n');
	}
}
