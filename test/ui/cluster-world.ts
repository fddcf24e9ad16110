import type {Cluster} from '../../src/cluster/cluster.ts';
import type {Draft, Kind} from '../../src/cluster/objects.ts';
import {type Line, textOf} from '../../src/ui/line.ts';
import {drawPanel} from '../../src/ui/panels/draw-panel.ts';
import type {Panel, PanelInput} from '../../src/ui/panels/panel.ts';
import {textFor} from '../../src/ui/text/text.ts';
import {themeFor} from '../../src/ui/theme.ts';

/** What panels see of a cluster, in a terminal with UTF-8 unless said otherwise. */
export function inputOf(
	{store, journal, clock}: Cluster,
	locale: Parameters<typeof textFor>[0] = 'en',
	environment: Parameters<typeof themeFor>[0] = {LANG: 'en_US.UTF-8'},
): PanelInput {
	return {
		store,
		changes: journal.changes,
		decisions: journal.decisions,
		nowMs: clock.now(),
		theme: themeFor(environment),
		text: textFor(locale),
	};
}

/** A panel as it is drawn at first: from the top, without a cursor. */
export function panelRows(panel: Panel, input: PanelInput, width: number, height: number): readonly Line[] {
	const window = {
		width,
		height,
		offset: 0,
		cursor: undefined,
		isFollowing: true,
		isFocused: false,
		selectedUid: undefined,
	};
	return drawPanel(panel(input, width, height), window, input.text.panels.more).rows;
}

/** Texts of rows without blanks at the end, and with the random ends of Pods' names replaced. */
export function shown(lines: readonly Line[]): string[] {
	return lines.map(row =>
		textOf(row)
			.trimEnd()
			.replace(/\b[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, 'xxxxx'),
	);
}

/** Creates an object of the default namespace. */
export function create<K extends Kind>(
	{api}: Cluster,
	kind: K,
	apiVersion: string,
	name: string,
	spec: NonNullable<Draft<K>['spec']>,
): void {
	api.create({apiVersion, kind, metadata: {name, namespace: 'default'}, spec} as unknown as Draft<K>);
}

/** A template of Pods labelled `app=NAME` with one container. */
export function template(name: string, container: object, pod: object = {}) {
	return {
		metadata: {labels: {app: name}},
		spec: {containers: [{name: 'main', image: 'nginx:1.27', ...container}], ...pod},
	};
}

/** Changes fields of an object's spec. */
export function change<K extends Kind>({api, store}: Cluster, kind: K, name: string, spec: object): void {
	const object = store.get(kind, `default/${name}`)!;
	const old = (object as {spec?: object}).spec;
	api.update({...object, spec: {...old, ...spec}} as never);
}
