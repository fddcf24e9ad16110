// The licences of everything that is bundled, in one file beside the bundle, as those licences ask for.
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/**
 * @param {readonly string[]} inputs paths of the bundled files, relative to `root`
 * @param {string} root the project's folder
 * @param {string} file where the notices go
 */
export async function writeNotices(inputs, root, file) {
	const folders = new Set(inputs.map(packageFolder).filter(folder => folder !== undefined));
	const notices = await Promise.all([...folders].map(folder => noticeOf(join(root, folder))));
	const sorted = notices.sort((a, b) => (a.title < b.title ? -1 : 1));
	const missing = sorted.filter(({license}) => license === undefined);
	if (missing.length > 0) throw new Error(`no licence is known of ${missing.map(({title}) => title).join(', ')}`);
	const rule = '-'.repeat(80);
	await writeFile(
		file,
		[
			'kubekata bundles the following packages.',
			...sorted.map(({title, license, text}) => `${rule}\n${title} (${license})\n\n${text}`),
			'',
		].join('\n\n'),
	);
}

function packageFolder(path) {
	return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

async function noticeOf(folder) {
	const {name, version, license} = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	const names = (await readdir(folder)).filter(each => /^(licen[cs]e|notice|copying)/i.test(each)).sort();
	const texts = await Promise.all(names.map(each => readFile(join(folder, each), 'utf8')));
	return {title: `${name} ${version}`, license, text: texts.map(text => text.trim()).join('\n\n')};
}
