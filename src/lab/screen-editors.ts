import {FileError, resolvePath} from '../shell/files.ts';
import {type Command, complain} from '../shell/program.ts';

/** `vi FILE` and its relatives: the file opens in the learner's own editor, with `--inside` in the lab's. */
export const screenEditors: ReadonlyMap<string, Command> = new Map(
	['vi', 'vim', 'nvim', 'nano', 'emacs', 'edit'].map(name => [name, screenEditor(name)]),
);

function screenEditor(name: string): Command {
	return function* (args, {files, cwd}) {
		const [file, ...others] = args.filter(argument => !/^[-+]/.test(argument));
		const isInside = args.includes('--inside');
		if (file === undefined || others.length > 0) {
			yield* complain(`usage: ${name} [--inside] FILE\n`);
			return 2;
		}
		const path = resolvePath(cwd, file);
		try {
			const before = files.stat(path) ? files.read(path) : '';
			const after = yield {
				kind: 'edit',
				name: path.slice(path.lastIndexOf('/') + 1),
				text: before,
				...(isInside && {inside: true}),
			};
			if (after === undefined || after === before) {
				yield* complain(`${name}: ${file} was left unchanged\n`);
				return after === undefined ? 1 : 0;
			}
			files.write(path, after);
			return 0;
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			yield* complain(`${name}: ${file}: ${error.message}\n`);
			return 1;
		}
	};
}
