import type {HttpHandler} from '../../shell/program.ts';

/** Which Pod listens on which port. All containers of a Pod share its ports, as they share its IP. */
export class Servers {
	readonly #ports = new Map<string, HttpHandler | 'tcp'>();

	/**
	 * Opens a port; without a handler it accepts TCP connections but speaks no HTTP. Returns how to close it, or undefined when the
	 * port is taken in this Pod.
	 */
	listen(podUid: string, port: number, handler?: HttpHandler): (() => void) | undefined {
		const key = `${podUid}:${port}`;
		if (this.#ports.has(key)) return undefined;
		this.#ports.set(key, handler ?? 'tcp');
		return () => this.#ports.delete(key);
	}

	/** What answers at a port of a Pod: a handler, bare TCP, or nothing. */
	at(podUid: string, port: number): HttpHandler | 'tcp' | undefined {
		return this.#ports.get(`${podUid}:${port}`);
	}
}
