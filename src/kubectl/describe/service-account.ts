import type {ServiceAccount} from '../../cluster/objects.ts';
import type {DescribeContext} from './context.ts';
import {Description} from './description.ts';
import {describeEvents} from './events.ts';

export function describeServiceAccount(account: ServiceAccount, context: DescribeContext): string {
	const {imagePullSecrets = [], metadata, secrets = []} = account;
	const exists = (name: string) => context.store.get('Secret', `${metadata.namespace}/${name}`) !== undefined;
	const named = (references: readonly {name?: string}[]) =>
		references.map(({name = ''}) => (exists(name) ? name : `${name} (not found)`));
	const tokens = context.store
		.list('Secret', metadata.namespace)
		.filter(
			({metadata: {annotations}, type}) =>
				type === 'kubernetes.io/service-account-token' &&
				annotations?.['kubernetes.io/service-account.name'] === metadata.name &&
				annotations['kubernetes.io/service-account.uid'] === metadata.uid,
		);
	const description = new Description()
		.field('Name', metadata.name)
		.field('Namespace', metadata.namespace)
		.labels('Labels', metadata.labels)
		.annotations(metadata.annotations);
	describeSecrets(description, 'Image pull secrets:', named(imagePullSecrets));
	describeSecrets(description, 'Mountable secrets: ', named(secrets));
	describeSecrets(
		description,
		'Tokens:            ',
		tokens.map(token => token.metadata.name),
	);
	return describeEvents(description, account, context).toString();
}

function describeSecrets(description: Description, header: string, names: readonly string[]): void {
	if (names.length === 0) description.line(0, header, '<none>');
	for (const [index, name] of names.entries())
		description.line(0, index === 0 ? header : ' '.repeat(header.length), name);
}
