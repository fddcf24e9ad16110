import {completeKubectl} from '../kubectl/completion.ts';
import {contextNamespace, readKubeconfig} from '../kubectl/kubeconfig.ts';
import {builtins} from '../shell/builtins/all.ts';
import {resolvePath} from '../shell/files.ts';
import type {Completion} from '../shell/line-editor.ts';
import {EXAM_WORDS, LAB_WORDS} from './lab-words.ts';
import type {Session} from './session.ts';
import {worldArguments} from './world-completion.ts';

const NOTHING: Completion = {start: 0, candidates: []};

/** What Tab offers at the prompt: words of the lab, commands, kubectl's own words, objects and files. */
export function completePrompt(session: Session, text: string, cursor: number): Completion {
	if (session.isReading) return NOTHING;
	const typed = text.slice(0, cursor);
	const words = currentWords(typed);
	const word = words.at(-1)!;
	const start = cursor - word.length;
	if (words.length === 1) {
		const isWholeLine = typed.trimStart() === word && !session.isContinued;
		return {start, candidates: word.includes('/') ? files(session, word) : commandNames(session, word, isWholeLine)};
	}
	const [first = ''] = words;
	const isKubectl = (session.shell.state.aliases.get(first) ?? first) === 'kubectl';
	const found = isKubectl ? kubectlWords(session, words.slice(1)) : labArguments(session, words);
	return {start, candidates: found.length > 0 ? found : files(session, word)};
}

// The words of the simple command that the cursor is in; variables before it don't count. The last one may be empty.
function currentWords(typed: string): string[] {
	const command = typed
		.split(/\|\||&&|[|;&(]|\n|\$\(/)
		.at(-1)!
		.trimStart();
	const words = command.split(/\s+/);
	while (words.length > 1 && /^\w+=/.test(words[0]!)) words.shift();
	return words;
}

function commandNames({shell, examRun, isSandbox}: Session, word: string, isWholeLine: boolean): string[] {
	const names = new Set<string>([
		...(isWholeLine ? LAB_WORDS : []),
		...(isWholeLine && examRun ? EXAM_WORDS : []),
		...(isWholeLine && isSandbox ? ['world'] : []),
		...shell.process.machine.commands.keys(),
		...[...builtins.keys()].filter(name => /^[a-z]/.test(name)),
		...shell.state.aliases.keys(),
	]);
	return [...names].filter(name => name.startsWith(word)).sort();
}

function kubectlWords({shell, cluster}: Session, words: readonly string[]): string[] {
	const before = words.at(-2);
	if (before === '-f' || before === '--filename') return [];
	const {contexts} = readKubeconfig(shell.process, NO_FLAGS);
	return completeKubectl(words, words.length - 1, {
		cluster,
		namespace: contextNamespace(shell.process, NO_FLAGS),
		contexts: contexts.map(({name}) => name),
	});
}

const NO_FLAGS = {
	given: () => false,
	boolean: () => false,
	string: () => '',
	number: () => 0,
	duration: () => 0,
	strings: () => [],
};

function labArguments(session: Session, [first, ...rest]: readonly string[]): string[] {
	const ofWorld = worldArguments(session, [first ?? '', ...rest]);
	if (ofWorld.length > 0) return ofWorld;
	const word = rest.at(-1) ?? '';
	const offered =
		first === 'advance'
			? ['next', '10s', '1m', '5m', '1h', '1d']
			: first === 'predict'
				? (session.lessonRun?.choices ?? [])
				: first === 'clock' && session.examRun
					? ['virtual', 'wall']
					: first === 'replay'
						? ['back', 'end', '10s', '1m']
						: [];
	return rest.length === 1 ? offered.filter(each => each.startsWith(word)) : [];
}

// Also what stands behind `--from-file=` and redirections.
function files({shell}: Session, word: string): string[] {
	const {files: tree, cwd} = shell.process;
	const slash =
		Math.max(word.lastIndexOf('/'), word.lastIndexOf('='), word.lastIndexOf('>'), word.lastIndexOf('<')) + 1;
	const [folder, name] = [word.slice(0, slash), word.slice(slash)];
	const path = resolvePath(cwd, folder.replace(/^~(?=\/)/, shell.process.env.get('HOME') ?? '~') || '.');
	if (tree.stat(path)?.type !== 'directory') return [];
	return tree
		.list(path)
		.filter(entry => entry.startsWith(name) && (name.startsWith('.') || !entry.startsWith('.')))
		.map(entry => folder + entry + (tree.stat(resolvePath(path, entry))?.type === 'directory' ? '/' : ''));
}
