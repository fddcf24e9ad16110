import type {Invocation} from './command.ts';
import {outputFormat} from './output.ts';
import type {TableOptions} from './printers/table.ts';

/** Whether objects are shown as a table. */
export function isTable({flags}: Invocation): boolean {
	const format = outputFormat(flags);
	return format === '' || format === 'wide';
}

/** How this call of `get` wants its tables. */
export function tableOptions({flags}: Invocation): TableOptions {
	return {
		wide: flags.string('output') === 'wide',
		noHeaders: flags.boolean('no-headers'),
		showLabels: flags.boolean('show-labels'),
		labelColumns: flags.strings('label-columns'),
		withNamespace: flags.boolean('all-namespaces'),
		withKind: flags.boolean('show-kind'),
	};
}
