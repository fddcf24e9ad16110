import type {KindDefinition} from '../../cluster/kind.ts';
import {complain, type Effect, type Reply} from '../../shell/program.ts';
import type {Invocation} from '../command.ts';
import {requestedKinds} from '../resources.ts';

/** The server's note about Endpoints, which come with every answer about them. */
export function* deprecationWarnings(
	found: readonly KindDefinition[],
	invocation: Invocation,
): Generator<Effect, void, Reply> {
	const kinds = [...found, ...requestedKinds(invocation)];
	if (kinds.some(({kind}) => kind === 'Endpoints'))
		yield* complain('Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n');
}
