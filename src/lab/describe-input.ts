import type {Input} from './inputs.ts';
import type {LabText} from './text/en.ts';

/** An input in a few words, for undo and redo. */
export function describeInput(input: Input, text: LabText): string {
	switch (input.kind) {
		case 'line':
			return input.text.split('\n')[0]!;
		case 'predict':
			return text.predictionOf(input.choice);
		case 'edited':
			return text.edit;
		case 'advance-next':
			return 'advance next';
		default:
			return input.kind;
	}
}
