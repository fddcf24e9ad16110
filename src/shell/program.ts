/**
 * A program runs as a generator: it yields an effect whenever it needs the world (to write, to read, to wait), and returns
 * its exit code. Nothing blocks and nothing is asynchronous: whoever drives the program (`Task`) decides when it goes on.
 * An interrupt (Ctrl-C, SIGKILL) is `.return()`, so `finally` blocks run.
 */
export type Program = Generator<Effect, number, Reply>;

/** What a program asks of its driver. */
export type Effect =
	/** Text for one of the two output streams; line ends included, as written. Answered by undefined. */
	| {readonly kind: 'write'; readonly stream: 'stdout' | 'stderr'; readonly text: string}
	/** The next piece of standard input. Answered by the text (usually a line with its line end), or undefined at the end. */
	| {readonly kind: 'read'}
	/** Goes on when the clock reaches `untilMs` or when one of `on` speaks, whichever is first. Answered by undefined. */
	| {readonly kind: 'wait'; readonly untilMs?: number; readonly on?: readonly Signal[]}
	/** Asks the person to edit a text, `inside` the lab or in their own editor. Answered by the new text, or by undefined when the editor was left without saving. */
	| ({readonly kind: 'edit'} & EditRequest)
	/** Clears what the program has on screen, as `watch` and `clear` do. Answered by undefined. */
	| {readonly kind: 'clear'};

/** A text to edit; `inside` asks for the built-in editor even where the person has one of their own. */
export interface EditRequest {
	/** File name without folders. */
	readonly name: string;
	readonly text: string;
	readonly inside?: true;
}

export type Reply = string | undefined;

/** Something that can wake a waiting program: a cluster that changed, a file that grew. */
export interface Signal {
	/** Calls `wake` at every change until the returned function is called. */
	subscribe(wake: () => void): () => void;
}

/** Signals of the operating system that a program may handle. */
export type SignalName = 'TERM' | 'INT' | 'HUP' | 'QUIT';

/** A command of the shell: a built-in, a tool such as `grep`, `kubectl`, or an image's server. `args` excludes the command's name. */
export type Command = (args: readonly string[], process: Process) => Program;

/** What a command sees of the machine it runs on: the learner's terminal, or one container. */
export interface Process {
	/** Variables; a command may change its own copy only, except shell built-ins. */
	readonly env: Map<string, string>;
	/** Absolute path of the working directory. */
	cwd: string;
	readonly files: FileTree;
	readonly machine: Machine;
	/** What the program does on a signal. A process without a handler ignores TERM when it is PID 1 of a container. */
	readonly handlers: Map<SignalName, () => void>;
	/** Set when standard input is a pipe, a file or a here-document, so that commands such as `kubectl apply -f -` and `cat` may read it. */
	readonly hasInput: boolean;
	/** True when standard output goes to the terminal and not into a pipe or a file. */
	readonly isTerminal: boolean;
	/** How many shells started each other to get here; bounds scripts that call themselves. */
	readonly depth?: number;
}

/** The world around all processes of one terminal or container. */
export interface Machine {
	readonly hostname: string;
	/** Virtual time, milliseconds since 1970. */
	now(): number;
	/** A number in [0, 1) from the seeded generator of the cluster. */
	random(): number;
	/** Commands by name; what is missing gives `sh: x: not found` (exit code 127). */
	readonly commands: ReadonlyMap<string, Command>;
	/** Told when a name stands for no command. */
	unknownCommand?(name: string, args: readonly string[], message: string): void;
	/** Undefined where there is no network. */
	readonly network?: Network;
	/** What `ps` shows, PID 1 first. Absent where nothing but the shell itself runs. */
	processes?(): readonly {readonly pid: number; readonly command: string}[];
	/** What Ctrl-C does at this machine's terminal beside ending the command; a command that hands its signals on puts its own in. */
	readonly terminalHandlers?: Map<SignalName, () => void>;
	/** Sends a signal (`TERM`, `KILL`, …) to a process of `processes`; false if there is none of that number. */
	signal?(pid: number, name: string): boolean;
}

/** Name resolution and HTTP as seen from one machine. Implemented by the cluster. */
export interface Network {
	/** IP addresses for a name, after search domains; empty when the name is unknown. */
	resolve(name: string): readonly string[];
	/** Records for `nslookup` and `dig`: the full name that answered, with its addresses or SRV targets. */
	lookup(name: string, type: 'A' | 'SRV'): DnsAnswer | undefined;
	/** Address of the DNS server, shown by `nslookup`. */
	readonly dnsServer: string;
	/** Sends one HTTP request to host (name or IP) and port. */
	http(request: HttpRequest): HttpResponse | ConnectionFailure;
	/** Opens a TCP connection and closes it at once, as `nc -z` and tcpSocket probes do. */
	connect(host: string, port: number): ConnectionFailure | undefined;
	/** Asks the gRPC server at a port how one of its services is; a port that speaks no gRPC counts as a timeout. */
	checkHealth(host: string, port: number, service: string): HealthAnswer | ConnectionFailure;
	/** Serves a port of this machine; without a handler the port accepts connections but speaks no HTTP. Undefined if it is taken. */
	listen(port: number, handler?: HttpHandler): (() => void) | undefined;
}

export type HttpHandler = (request: HttpRequest) => HttpResponse;

/** The health service of a gRPC server: tells how it is with a service of that name. */
export interface GrpcHealth {
	check(service: string): HealthAnswer;
}

/** An answer of gRPC's health service: a status, or the error of the call. */
export type HealthAnswer =
	| {readonly status: 'SERVING' | 'NOT_SERVING'}
	| {readonly code: string; readonly message: string};

export interface DnsAnswer {
	readonly name: string;
	readonly addresses: readonly string[];
	readonly services?: readonly {priority: number; weight: number; port: number; target: string}[];
}

export interface HttpRequest {
	readonly method: string;
	readonly host: string;
	readonly port: number;
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

export interface HttpResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

export interface ConnectionFailure {
	readonly failure: 'refused' | 'timeout' | 'unknown-host';
	/** The address that was tried, where the name resolved. */
	readonly address?: string;
}

/**
 * A virtual file system. Directories can be mounted into several trees (an emptyDir seen by two containers is one directory).
 * Paths are absolute and normalised by the caller with `resolvePath(cwd, path)`. Failures throw `FileError` whose message is the
 * POSIX text ("No such file or directory").
 */
export interface FileTree {
	/** What lies at the path, following symbolic links; undefined if nothing does. */
	stat(path: string): FileStat | undefined;
	read(path: string): string;
	write(path: string, text: string, options?: {append?: boolean; mode?: number}): void;
	list(path: string): readonly string[];
	makeDirectory(path: string, options?: {parents?: boolean}): void;
	remove(path: string, options?: {recursive?: boolean}): void;
	rename(from: string, to: string): void;
	/** Makes a symbolic link at the path. */
	link(target: string, path: string): void;
	/** Where the symbolic link at the path points to, as written; undefined if the path is no link. */
	readLink(path: string): string | undefined;
	/** The path without symbolic links; its last part need not exist. */
	realPath(path: string): string;
	setMode(path: string, mode: number): void;
	/** Speaks whenever the file at the path (or a file that appears there later) changes; for `tail -f`. */
	changes(path: string): Signal;
}

export interface FileStat {
	readonly type: 'file' | 'directory';
	readonly size: number;
	readonly mode: number;
	readonly modifiedMs: number;
}

/** Effects in the words of a program's author: `yield* print('text\n')`. */
export function* print(text: string): Generator<Effect, void, Reply> {
	if (text !== '') yield {kind: 'write', stream: 'stdout', text};
}

export function* complain(text: string): Generator<Effect, void, Reply> {
	if (text !== '') yield {kind: 'write', stream: 'stderr', text};
}

/** Reads standard input to its end. */
export function* readAll(): Generator<Effect, string, Reply> {
	let all = '';
	for (;;) {
		const piece = yield {kind: 'read'};
		if (piece === undefined) return all;
		all += piece;
	}
}

/** Waits until the clock of the machine shows `untilMs`. */
export function* sleepUntil(machine: Machine, untilMs: number): Generator<Effect, void, Reply> {
	while (machine.now() < untilMs) yield {kind: 'wait', untilMs};
}
