import type {Call} from './main.ts';
import {COMMANDS, COMPLETION_SHELLS, type CompletionShell, FLAG_NAMES} from './options.ts';

/** `kubekata completion SHELL`: a script that completes commands, flags and the lessons of the course. */
export async function completion(shell: CompletionShell, {environment}: Call): Promise<number> {
	environment.out(SCRIPTS[shell]);
	return 0;
}

const WORDS = [...COMMANDS].join(' ');
const FLAGS = FLAG_NAMES.map(name => `--${name}`).join(' ');
const SHELLS = COMPLETION_SHELLS.join(' ');
// The lessons are asked for when Tab is pressed, so that those of the installed version are offered.
const LESSONS = `kubekata list --json 2>/dev/null | sed -n 's/^ *"id": "\\(.*\\)",$/\\1/p'`;

const SCRIPTS: Readonly<Record<CompletionShell, string>> = {
	bash: `# kubekata completion for bash: source <(kubekata completion bash)
_kubekata() {
	local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words
	case $previous in
		--lang) words='en zh-CN' ;;
		--lessons|check) COMPREPLY=($(compgen -d -- "$current")); return ;;
		--script|-f|--filename|replay|export|import) COMPREPLY=($(compgen -f -- "$current")); return ;;
		progress) words='export import reset' ;;
		completion) words='${SHELLS}' ;;
		run|card|record) words=$(${LESSONS}) ;;
		*) if [[ $current == -* ]]; then words='${FLAGS}'; else words="${WORDS} $(${LESSONS})"; fi ;;
	esac
	COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _kubekata kubekata
`,
	zsh: `#compdef kubekata
# kubekata completion for zsh: source <(kubekata completion zsh)
_kubekata() {
	local -a words_offered
	case \${words[CURRENT-1]} in
		--lang) words_offered=(en zh-CN) ;;
		--lessons|check) _files -/; return ;;
		--script|-f|--filename|replay|export|import) _files; return ;;
		progress) words_offered=(export import reset) ;;
		completion) words_offered=(${SHELLS}) ;;
		run|card|record) words_offered=(\${(f)"$(${LESSONS})"}) ;;
		*) words_offered=(${WORDS} ${FLAGS} \${(f)"$(${LESSONS})"}) ;;
	esac
	compadd -a words_offered
}
compdef _kubekata kubekata
`,
	fish: `# kubekata completion for fish: kubekata completion fish | source
complete -c kubekata -f
complete -c kubekata -n __fish_use_subcommand -a '${WORDS}'
complete -c kubekata -n '__fish_use_subcommand; or __fish_seen_subcommand_from run card record' -a "(${LESSONS.replace(/"/g, '\\"').replace(/\$/g, '\\$')})"
complete -c kubekata -n '__fish_seen_subcommand_from progress' -a 'export import reset'
complete -c kubekata -n '__fish_seen_subcommand_from completion' -a '${SHELLS}'
complete -c kubekata -n '__fish_seen_subcommand_from check replay' -F
${FLAG_NAMES.map(name => `complete -c kubekata -l ${name}`).join('\n')}
complete -c kubekata -l lang -xa 'en zh-CN'
complete -c kubekata -s f -l filename -F
`,
};
