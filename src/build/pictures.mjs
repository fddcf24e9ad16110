// Makes the pictures of the README with the built program: `npm run pictures [FOLDER]`.
import {execFileSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = process.argv[2] ?? join(root, '.github', 'pictures');

const PICTURES = [
	{file: 'lab.svg', lesson: 'deployment/rollback', size: '120x34', atSeconds: 15},
	{file: 'timeline.svg', lesson: 'deployment/rollout', size: '160x45', atSeconds: 17},
];

mkdirSync(folder, {recursive: true});
for (const {file, lesson, size, atSeconds} of PICTURES)
	execFileSync(
		process.execPath,
		[
			join(root, 'dist', 'cli.js'),
			...['record', lesson, join(folder, file)],
			...['--lang', 'en', '--size', size, '--at', String(atSeconds)],
		],
		{stdio: ['ignore', 'ignore', 'inherit']},
	);
