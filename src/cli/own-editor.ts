import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import type {EditOutcome} from '../ui/screen-host.ts';

/** The person's own editor, from the variables that kubectl and git read; undefined if none is set. */
export function editorOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
	return env.KUBE_EDITOR || env.VISUAL || env.EDITOR || undefined;
}

/** Opens a text in an editor, on a temporary file that is gone afterwards. */
export function editText(name: string, text: string, editor: string): EditOutcome {
	let directory: string | undefined;
	try {
		directory = mkdtempSync(join(tmpdir(), 'kubekata-'));
		const file = join(directory, basename(name) || 'edit.yaml');
		writeFileSync(file, text);
		const {status} = run(editor, file);
		if (status === null || SHELL_FOUND_NOTHING.includes(status)) return {kind: 'not-started', editor};
		return status === 0 ? {kind: 'saved', text: readFileSync(file, 'utf8')} : {kind: 'given-up'};
	} catch {
		return {kind: 'not-started', editor};
	} finally {
		if (directory) rmSync(directory, {recursive: true, force: true});
	}
}

// What sh says of a command that isn't there or can't be run; 9009 is what cmd.exe says.
const SHELL_FOUND_NOTHING = [126, 127, 9009];

// The variable may hold arguments ("code --wait"), so a shell reads it, as for git and kubectl.
function run(editor: string, file: string) {
	return process.platform === 'win32'
		? spawnSync(`${editor} "${file}"`, {stdio: 'inherit', shell: true})
		: spawnSync('sh', ['-c', `${editor} "$1"`, 'sh', file], {stdio: 'inherit'});
}
