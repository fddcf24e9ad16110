#!/usr/bin/env node
import {readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {main} from './cli/main.ts';

// A reader that went away (`kubekata list | head`) is no failure.
process.stdout.on('error', error => {
	if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
	throw error;
});

process.exitCode = await main(process.argv.slice(2), {
	env: process.env,
	lessonsDirectory: fileURLToPath(new URL('../lessons', import.meta.url)),
	lessonSchema: fileURLToPath(new URL('../src/lessons/lesson-schema.json', import.meta.url)),
	get version() {
		return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {version: string}).version;
	},
	isTerminal: Boolean(process.stdin.isTTY && process.stdout.isTTY),
	out: text => process.stdout.write(text),
	err: text => process.stderr.write(text),
	lines: () => createInterface({input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY}),
});
