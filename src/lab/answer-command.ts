import {type Command, print} from '../shell/program.ts';
import type {LabWord} from './lab-words.ts';

/** For answers that the shell has to work out: `answer $(kubectl get pods -o name | wc -l)`. */
export function answerCommand(words: () => {run(word: LabWord): readonly string[]}): Command {
	return function* (args) {
		yield* print(
			`${words()
				.run({word: 'answer', text: args.join(' ')})
				.join('\n')}\n`,
		);
		return 0;
	};
}
