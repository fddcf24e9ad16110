import type {Volume} from './pod-types.ts';

/** Files of one volume that would lie on top of each other. */
export function overlappingPaths(volumes: readonly Volume[]): string[] {
	return volumes.flatMap(({name, configMap, secret, downwardAPI, projected}) => {
		const warning = (what: string, body: string) => `volume "${name}" (${what}): overlapping paths: ${body}`;
		const within = (what: string, items: readonly {readonly path: string}[] | undefined) =>
			overlaps(filesOf(items, '')).map(body => warning(what, body));
		return [
			...within(`ConfigMap ${JSON.stringify(configMap?.name ?? '')}`, configMap?.items),
			...within(`Secret ${JSON.stringify(secret?.secretName ?? '')}`, secret?.items),
			...within('DownwardAPI', downwardAPI?.items),
			...(projected?.sources ?? [])
				.filter(source => Object.keys(source).length === 0)
				.map(() => `volume "${name}" (Projected) has no sources provided`),
			...overlaps((projected?.sources ?? []).flatMap(projectedFiles)).map(body => warning('Projected', body)),
		];
	});
}

interface File {
	readonly path: string;
	readonly source: string;
}

type Source = NonNullable<NonNullable<Volume['projected']>['sources']>[number];

function projectedFiles({configMap, secret, downwardAPI, serviceAccountToken}: Source): File[] {
	if (configMap?.items) return filesOf(configMap.items, `ConfigMap ${JSON.stringify(configMap.name ?? '')}`);
	if (secret?.items) return filesOf(secret.items, `Secret ${JSON.stringify(secret.name ?? '')}`);
	if (downwardAPI?.items) return filesOf(downwardAPI.items, 'DownwardAPI');
	return serviceAccountToken ? [{path: serviceAccountToken.path, source: 'ServiceAccountToken'}] : [];
}

function filesOf(items: readonly {readonly path: string}[] | undefined, source: string): File[] {
	return (items ?? []).map(({path}) => ({path: path.replace(/\/+$/, ''), source}));
}

function overlaps(files: readonly File[]): string[] {
	return files.flatMap((file, index) =>
		files
			.slice(0, index)
			.filter(other => file.path !== '' && other.path !== '' && contains(file.path, other.path))
			.map(other => `${shown(file)} with ${shown(other)}`),
	);
}

function contains(one: string, other: string): boolean {
	return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

function shown({path, source}: File): string {
	return source ? `${JSON.stringify(path)} (${source})` : JSON.stringify(path);
}
