import type {IContainer} from 'kubernetes-models/v1/Container';

/** A port given by number or by the name of one of the container's ports. */
export function portNumber(port: string | number | undefined, container: IContainer): number | undefined {
	if (typeof port === 'number') return port;
	const named = container.ports?.find(({name}) => name === port)?.containerPort;
	return named ?? (port !== undefined && /^\d+$/.test(port) ? Number(port) : undefined);
}
