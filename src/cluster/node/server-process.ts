import type {FileTree, GrpcHealth, HttpHandler} from '../../shell/program.ts';
import type {ServerProcess} from '../images/image.ts';
import type {Servers} from '../network/servers.ts';
import type {Container} from './container.ts';
import type {ContainerSpace} from './container-space.ts';

/** What a server sees of its container. A class, because every idle server of a large cluster keeps one. */
export class ServerSide implements ServerProcess {
	constructor(
		private readonly container: Container,
		private readonly space: ContainerSpace,
		private readonly servers: Servers,
		private readonly podUid: string,
	) {}

	get tag(): string {
		return this.space.options.name.tag;
	}

	get hostname(): string {
		return this.space.options.hostname;
	}

	get env(): ReadonlyMap<string, string> {
		return this.space.environment;
	}

	get files(): FileTree {
		return this.space.files;
	}

	get hasFiles(): boolean {
		return this.space.hasFiles;
	}

	now(): number {
		return this.space.options.now();
	}

	isMounted(path: string): boolean {
		return this.space.isMounted(path);
	}

	log(text: string, stream: 'stdout' | 'stderr' = 'stdout'): void {
		this.container.log.write(`${text}\n`, stream, this.now());
	}

	startLog(lines: () => readonly {readonly text: string; readonly stream: 'stdout' | 'stderr'}[]): void {
		this.container.log.startWith(() => lines().map(line => ({...line, atMs: this.container.startedAtMs})));
	}

	listen(port: number, handler?: HttpHandler | GrpcHealth): boolean {
		const close = this.servers.listen(this.podUid, port, handler);
		if (close) this.container.closeAtEnd(close);
		return close !== undefined;
	}
}

/** A server that a program of the container starts later, as in `sh -c "…; exec nginx"`: its first lines are of that time. */
export class LateServerSide extends ServerSide {
	override startLog(lines: () => readonly {readonly text: string; readonly stream: 'stdout' | 'stderr'}[]): void {
		for (const {text, stream} of lines()) this.log(text, stream);
	}
}
