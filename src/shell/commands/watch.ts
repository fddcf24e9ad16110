import {type Command, print, sleepUntil} from '../program.ts';
import {formatDate} from './date.ts';
import {shellCommand} from './sh.ts';
import {ToolError, tool} from './tool.ts';

const WIDTH = 80;

/** watch COMMAND: runs it again and again and shows the newest output, with -n SECONDS and -t (no title). */
export const watch: Command = tool(
	'watch',
	{letters: 'n:tdgecx', long: {interval: 'n:', 'no-title': 't', differences: 'd?', chgexit: 'g'}, stopsAtOperand: true},
	function* ({options, operands, process}) {
		if (operands.length === 0) throw new ToolError('Usage:\n watch [options] command');
		const given = (options.value('n') ?? '2').replace(',', '.');
		if (Number.isNaN(Number(given))) throw new ToolError(`watch: failed to parse argument: '${given}'`);
		const seconds = Math.max(0.1, Number(given));
		const command = operands.join(' ');
		let before: string | undefined;
		for (;;) {
			const startMs = process.machine.now();
			let text = '';
			const program = shellCommand('sh')(['-c', command], {...process, hasInput: true, isTerminal: false});
			try {
				let step = program.next();
				while (!step.done) {
					const effect = step.value;
					if (effect.kind === 'write') text += effect.text;
					step = program.next(effect.kind === 'wait' || effect.kind === 'edit' ? yield effect : undefined);
				}
			} finally {
				program.return(130);
			}
			yield {kind: 'clear'};
			if (!options.has('t'))
				yield* print(
					title(seconds, command, `${process.machine.hostname}: ${formatDate('%a %b %e %H:%M:%S %Y', startMs)}`),
				);
			yield* print(text);
			if (options.has('g') && before !== undefined && before !== text) return 0;
			before = text;
			yield* sleepUntil(process.machine, process.machine.now() + seconds * 1000);
		}
	},
);

function title(seconds: number, command: string, right: string): string {
	const left = `Every ${seconds.toFixed(1)}s: ${command}`;
	const room = WIDTH - right.length - 1;
	const shown = left.length > room ? `${left.slice(0, Math.max(0, room - 3))}...` : left;
	return `${shown.padEnd(room)} ${right}\n\n`;
}
