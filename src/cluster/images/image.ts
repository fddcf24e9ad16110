import type {Command, FileTree, GrpcHealth, HttpHandler} from '../../shell/program.ts';

/** What is known of an image: what lies in it and what it does when it is started. */
export interface Image {
	/** Without registry and tag: `nginx`, `hashicorp/http-echo`. */
	readonly repository: string;
	readonly sizeBytes: number;
	/** Which programs beside its own an image has: the usual small tools and a shell, or nothing at all. */
	readonly tools: 'usual' | 'none';
	/** Those of the usual tools that it doesn't have. */
	readonly lacks?: (tag: string) => readonly string[];
	readonly entrypoint?: readonly string[];
	readonly command?: readonly string[];
	/** The program that the image's entry point puts before arguments that begin with an option (`args: [--appendonly, yes]`). */
	readonly optionsGoTo?: string;
	readonly env?: Readonly<Record<string, string>>;
	readonly workingDirectory?: string;
	/** Text files by absolute path. */
	readonly files?: (tag: string) => Readonly<Record<string, string>>;
	/** Its own commands that run and end. */
	readonly commands?: (tag: string) => Readonly<Record<string, Command>>;
	/** Its long-running programs by their names. */
	readonly servers?: Readonly<Record<string, Server>>;
}

/** A program that only waits and answers. It needs no interpreter, so that a hundred thousand of them cost no time. */
export type Server = (args: readonly string[], process: ServerProcess) => ServerStart;

/** Either the server runs and ends with `stopCode` when it is told to stop, or it ended at once with `exitCode`. */
export type ServerStart = {readonly stopCode: number} | {readonly exitCode: number};

/** What a server sees of its container. */
export interface ServerProcess {
	readonly tag: string;
	readonly hostname: string;
	readonly env: ReadonlyMap<string, string>;
	now(): number;
	/** The container's files; made when first asked for. */
	readonly files: FileTree;
	/** False while nobody has looked into the files or changed them. */
	readonly hasFiles: boolean;
	/** Whether something is mounted at or above the path, so that reading the image's own files is not enough. */
	isMounted(path: string): boolean;
	/** Writes lines to the container's log. */
	log(text: string, stream?: 'stdout' | 'stderr'): void;
	/** Lines that appear at start; they are written when somebody reads the log. */
	startLog(lines: () => readonly {readonly text: string; readonly stream: 'stdout' | 'stderr'}[]): void;
	/** False when the port is taken in this Pod. */
	listen(port: number, handler?: HttpHandler | GrpcHealth): boolean;
}

/** The parts of an image's name; the tag is `latest` when none is given. */
export interface ImageName {
	/** `docker.io/library/nginx:1.25`, as a container runtime writes it in full */
	readonly full: string;
	/** `nginx`, `hashicorp/http-echo`, `agnhost`: without registry */
	readonly repository: string;
	readonly tag: string;
}

/** Takes an image's name apart; undefined if it is no valid name. */
export function parseImageName(name: string): ImageName | undefined {
	let parsed = parsedNames.get(name);
	if (parsed === undefined) {
		parsed = parseName(name);
		if (parsed && parsedNames.size < 1000) parsedNames.set(name, parsed);
	}
	return parsed;
}

/** What is wrong with a name that is no valid one, in the words of the container runtime's parser. */
export function imageNameProblem(name: string): string {
	const [first = '', ...others] = name.split('/');
	const isRegistry = others.length > 0 && (/[.:A-Z]/.test(first) || first === 'localhost');
	const path = isRegistry ? others.join('/') : name;
	const inLibrary = !isRegistry && others.length === 0 ? `library/${path}` : path;
	const [repository = ''] = inLibrary.split(':');
	if (repository === repository.toLowerCase()) return 'invalid reference format';
	return `invalid reference format: repository name (${repository}) must be lowercase`;
}

// Few different images occur in a cluster, each a thousand times.
const parsedNames = new Map<string, ImageName>();

function parseName(name: string): ImageName | undefined {
	const match =
		/^((?:[a-zA-Z0-9.-]+(?::\d+)?\/)?)([a-z0-9]+(?:(?:[._]|__|-+|\/)[a-z0-9]+)*)(?::([\w][\w.-]{0,127}))?(?:@sha256:[0-9a-f]{64})?$/.exec(
			name,
		);
	if (!match) return undefined;
	const [, host = '', path = '', tag = 'latest'] = match;
	const isRegistry = host.includes('.') || host.includes(':') || host === 'localhost/';
	const registry = isRegistry ? host : 'docker.io/';
	const repository = isRegistry ? path : `${host}${path}`;
	const inLibrary = registry === 'docker.io/' && !repository.includes('/') ? `library/${repository}` : repository;
	return {full: `${registry}${inLibrary}:${tag}`, repository: repository.replace(/^library\//, ''), tag};
}

// Pieces of names and tags that exist in no registry here, so that lessons and recordings can have pulls that fail.
const NOT_FOUND = /nope|does-not-exist|broken|typo|1\.161|v999|9\.99/;

/** Whether a registry has the image. */
export function isInRegistry({full}: ImageName): boolean {
	return !NOT_FOUND.test(full);
}
