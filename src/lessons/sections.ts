/** A heading with what stands under it. `line` counts from 1. */
export interface Section {
	readonly level: number;
	readonly title: string;
	readonly line: number;
	body: string;
	readonly children: Section[];
}

/** The headings of a Markdown file as a tree; those inside fenced code are text. Headings below the level that carries meaning stay in the text. */
export function sections(text: string): Section {
	const root: Section = {level: 0, title: '', line: 1, body: '', children: []};
	const open: Section[] = [root];
	const bodies = new Map<Section, string[]>([[root, []]]);
	let fence: string | undefined;
	text.split('\n').forEach((content, index) => {
		const mark = /^\s*(`{3,}|~{3,})/.exec(content)?.[1];
		if (mark && !fence) fence = mark;
		else if (mark && fence && mark.startsWith(fence)) fence = undefined;
		const heading = fence || mark ? undefined : /^(#{1,4})\s+(.+?)\s*$/.exec(content);
		if (!heading) {
			bodies.get(open.at(-1)!)!.push(content);
			return;
		}
		const level = heading[1]!.length;
		while (open.at(-1)!.level >= level) open.pop();
		const section: Section = {level, title: heading[2]!, line: index + 1, body: '', children: []};
		open.at(-1)!.children.push(section);
		open.push(section);
		bodies.set(section, []);
	});
	for (const [section, lines] of bodies) section.body = lines.join('\n').trim();
	return root;
}

/** The text of a section with the headings that are only structure of its prose. */
export function wholeText(section: Section): string {
	const parts = section.children.map(child => `${'#'.repeat(child.level)} ${child.title}\n\n${wholeText(child)}`);
	return [section.body, ...parts].filter(Boolean).join('\n\n');
}
