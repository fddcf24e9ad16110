import type {Effect, Program, Reply} from '../../shell/program.ts';
import type {Invocation} from '../command.ts';
import {refusal} from './failures.ts';

// Editors that open on the learner's own screen; anything else in KUBE_EDITOR is a command of the shell.
const SCREEN_EDITORS = ['vi', 'vim', 'nvim', 'nano', 'edit', 'emacs', 'code'];

/** Has a text edited by `$KUBE_EDITOR` or `$EDITOR`. Undefined if the editor was left without saving. */
export function* editText(
	{process}: Invocation,
	path: string,
	text: string,
): Generator<Effect, string | undefined, Reply> {
	const editor = process.env.get('KUBE_EDITOR') || process.env.get('EDITOR') || 'vi';
	const [word = 'vi'] = editor.trim().split(/\s+/);
	const shell = process.machine.commands.get('sh');
	if (SCREEN_EDITORS.includes(word.slice(word.lastIndexOf('/') + 1)) || !shell) {
		const isInside = /\s--inside(?:\s|$)/.test(editor);
		return yield {kind: 'edit', name: path.slice(path.lastIndexOf('/') + 1), text, ...(isInside && {inside: true})};
	}
	process.files.makeDirectory('/tmp', {parents: true});
	process.files.write(path, text);
	const program: Program = shell(['-c', `${editor} ${path}`], process);
	const code = yield* program;
	if (code !== 0) throw refusal(`there was a problem with the editor ${JSON.stringify(editor)}`);
	const edited = process.files.read(path);
	process.files.remove(path);
	return edited;
}
