import type {GrpcHealth, HttpHandler} from '../../shell/program.ts';

/** What answers at a port: HTTP, gRPC's health service, or a server that accepts connections and says nothing. */
export type Listener = HttpHandler | GrpcHealth | 'tcp';

/** Which Pod listens on which port, and which nodes are off the network. All containers of a Pod share its ports, as they share its IP. */
export class Servers {
	readonly #ports = new Map<string, Listener>();

	readonly #cutOff = new Set<string>();

	/**
	 * Opens a port; without a handler it accepts TCP connections but speaks no HTTP. Returns how to close it, or undefined when the
	 * port is taken in this Pod.
	 */
	listen(podUid: string, port: number, handler?: HttpHandler | GrpcHealth): (() => void) | undefined {
		const key = `${podUid}:${port}`;
		if (this.#ports.has(key)) return undefined;
		this.#ports.set(key, handler ?? 'tcp');
		return () => this.#ports.delete(key);
	}

	/** What answers at a port of a Pod: a listener or nothing. */
	at(podUid: string, port: number): Listener | undefined {
		return this.#ports.get(`${podUid}:${port}`);
	}

	/** Takes a node off the network, or connects it again. The cluster notices only later. */
	setCutOff(nodeName: string, isCutOff: boolean): void {
		if (isCutOff) this.#cutOff.add(nodeName);
		else this.#cutOff.delete(nodeName);
	}

	/** Whether nothing gets from one node to another (undefined: a machine outside the cluster). */
	isBroken(from: string | undefined, to: string | undefined): boolean {
		if (this.#cutOff.size === 0 || from === to) return false;
		return this.#cutOff.has(from ?? '') || this.#cutOff.has(to ?? '');
	}
}
