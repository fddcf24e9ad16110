/** Every sentence of the command line. Other languages are typed by this table. */
export const en = {
	usage: `kubekata: learn Kubernetes workloads in the terminal, on a simulated cluster

Usage:
  kubekata                             the lesson list, going on where you were
  kubekata LESSON                      one lesson, e.g. deployment/rollback
  kubekata sandbox [-f FILE|DIR]       a free cluster without goals; -f brings your manifests along and applies them
  kubekata list [--json]               lessons and what you have solved
  kubekata card LESSON                 the commands of a lesson on one card
  kubekata run LESSON --script FILE [--json]
                                       plays a script without a screen; exit code 0 only if it solves the lesson
  kubekata record LESSON FILE.cast     the solution as an asciinema film (FILE.svg: a picture of it)
      [--size 120x34] [--at SECONDS]
  kubekata replay CASE.yaml… [--json]  runs recorded cases on a fresh cluster and prints what each step printed
  kubekata check [DIR]                 verifies a lesson pack
  kubekata new LESSON                  begins a lesson of your own in the folder of --lessons (default: this one)
  kubekata progress [export FILE | import FILE | reset]
  kubekata completion bash|zsh|fish    Tab completion of this command line, for your shell

Flags:
  --lang en|zh-CN    language (default: from the environment)
  --lessons DIR      a lesson pack other than the built-in course
  --seed N           seed of the simulated cluster: same seed, same run
  --speed N          how fast time runs, 1 to 1000
  --clock virtual|wall  what counts in an exam: the cluster's time (default), or real time
  --plain            plain lines instead of the full screen, for screen readers and pipes
  --no-color         no colours
  --theme dark|light|auto  colours for a dark or a light terminal (default auto: by COLORFGBG, else the terminal's own)
  --ascii            nothing but ASCII in frames and marks
  --no-mouse         leave the mouse to the terminal
  -h, --help         this help
  -V, --version      version
`,
	unknownFlag: (flag: string) => `unknown flag: ${flag}`,
	unknownCommand: (word: string) => `unknown command or lesson: ${word}`,
	missing: (what: string) => `${what} is missing`,
	unexpected: (what: string) => `unexpected argument: ${what}`,
	badValue: (what: string) => `invalid value: ${what}`,
	noValue: (flag: string) => `wrong use of flag: ${flag}`,
	didYouMean: (word: string) => `Did you mean "${word}"?`,
	allowed: (values: string) => `Possible: ${values}`,
	seeHelp: 'See "kubekata --help".',
	core: 'core',
	solved: 'solved',
	begun: 'begun',
	minutes: (count: number) => `${count} min`,
	howToStart: 'Start one with "kubekata LESSON", or "kubekata sandbox" for a free cluster.',
	noSuchLesson: (id: string) => `there is no lesson ${id}`,
	noCard: (id: string) => `the lesson ${id} has no card`,
	card: 'Card',
	cannotRead: (file: string, reason: string) => `cannot read ${file}: ${reason}`,
	cannotWrite: (file: string, reason: string) => `cannot write ${file}: ${reason}`,
	step: (index: number, count: number, title: string) => `Step ${index}/${count}: ${title}`,
	task: (index: number, count: number, title: string) => `Task ${index}/${count}: ${title}`,
	predictHow: (keys: string) => `Say what you expect: predict ${keys}`,
	youExpected: (key: string) => `You expected ${key}.`,
	itWas: (key: string) => `It was ${key}.`,
	happened: 'What happened',
	remark: 'Look again',
	debrief: 'What to take with you',
	summary: (commands: number, hints: number, time: string) =>
		`${commands} commands, ${hints} hints, ${time} of cluster time`,
	isSolved: 'The lesson is solved.',
	isUnsolved: (step: number, count: number) => `The lesson is not solved: step ${step} of ${count} is open.`,
	best: (percent: number) => `best result ${percent} %`,
	leaveWith: 'Type "help" for the words of the lab, "quit" to leave.',
	checked: (lessons: number, routes: number) =>
		`${lessons} ${lessons === 1 ? 'lesson' : 'lessons'}, ${routes} scripts: all good`,
	problems: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
	progressOf: (solved: number, all: number) => `${solved} of ${all} lessons solved`,
	progressFile: (file: string) => `kept in ${file}`,
	noEditor: 'There is no editor on plain lines unless EDITOR names one; sed -i or cat > FILE <<END changes files, too.',
	editorNotStarted: (editor: string) => `${editor} could not be started.`,
	recorded: (file: string) => `Recorded to ${file}.`,
	newLesson: (folder: string) => `A lesson that works is in ${folder}. What to do next:`,
	alreadyThere: (folder: string) => `${folder} is there already`,
	badLessonId: (id: string) =>
		`${id} is no lesson name: lower case letters, digits and hyphens, in folders if you like`,
	exported: (file: string) => `Progress written to ${file}.`,
	imported: (file: string) => `Progress read from ${file}.`,
	wasReset: 'Progress forgotten.',
	importTooLarge: (path: string) => `${path} is too large: at most 1 MiB can be imported`,
	importTooMany: (path: string) => `${path} holds too many files: at most 1000 can be imported`,
	importNotText: (path: string) => `${path} is no text file`,
	importLeavesFolder: (path: string) => `${path} is a link that leads out of the folder`,
	importNothing: (path: string) => `${path} holds no text files`,
	notAnExport: (file: string) => `${file} is no progress of kubekata`,
	fromNewer: (file: string) => `${file} was written by a newer kubekata`,
	noticeDamaged: (file: string, movedTo: string) =>
		`The progress file ${file} was damaged. It is kept as ${movedTo}, and a new one begins.`,
	noticeNewer: (file: string) =>
		`The progress file ${file} was written by a newer kubekata. It is left as it is, and nothing is saved.`,
	noticeUnwritable: (file: string, reason: string) => `Progress can't be saved to ${file}: ${reason}`,
	tooSmallHint: 'The terminal is too small for the full screen; these are plain lines.',
};

export type CliText = typeof en;
