import {describe, expect, it} from 'vitest';
import {Directory, FileError, MountedFiles, resolvePath} from '../../src/shell/files.ts';
import {Terminal} from './terminal.ts';

function failure(work: () => unknown): string {
	try {
		work();
		return 'nothing failed';
	} catch (error) {
		if (error instanceof FileError) return error.message;
		throw error;
	}
}

describe('files', () => {
	it('resolves paths as typed', () => {
		expect(resolvePath('/root', 'a/../b/./c//d')).toBe('/root/b/c/d');
		expect(resolvePath('/root', '../../..')).toBe('/');
		expect(resolvePath('/root', '/etc/')).toBe('/etc');
	});

	it('fails in POSIX words', () => {
		const files = new Directory();
		files.write('/file', 'text');
		files.makeDirectory('/folder');
		files.write('/folder/inner', '');
		expect(failure(() => files.read('/nope'))).toBe('No such file or directory');
		expect(failure(() => files.read('/folder'))).toBe('Is a directory');
		expect(failure(() => files.read('/file/x'))).toBe('Not a directory');
		expect(failure(() => files.write('/nope/x', ''))).toBe('No such file or directory');
		expect(failure(() => files.makeDirectory('/folder'))).toBe('File exists');
		expect(failure(() => files.remove('/folder'))).toBe('Directory not empty');
		expect(failure(() => files.rename('/folder', '/folder/sub'))).toBe('Invalid argument');
		expect(failure(() => files.write('/big', 'x'.repeat(65 * 1024 * 1024)))).toBe('No space left on device');
	});

	it('follows symbolic links, and stops at loops', () => {
		const files = new Directory();
		files.makeDirectory('/data/v1', {parents: true});
		files.write('/data/v1/key', 'one');
		files.link('v1', '/data/current');
		files.link('/data/current/key', '/key');
		expect(files.read('/key')).toBe('one');
		expect(files.realPath('/key')).toBe('/data/v1/key');
		expect(files.readLink('/key')).toBe('/data/current/key');
		files.link('/loop', '/loop');
		expect(failure(() => files.read('/loop'))).toBe('Too many levels of symbolic links');
		files.remove('/key');
		expect(files.read('/data/v1/key')).toBe('one');
	});

	it('shows one directory in several trees', () => {
		const shared = new Directory();
		shared.write('/a.log', '');
		const left = new MountedFiles(new Directory(), [{path: '/logs', directory: shared}]);
		const right = new MountedFiles(new Directory(), [
			{path: '/in', directory: shared, readOnly: true},
			{path: '/etc/one', directory: shared, subPath: 'a.log'},
		]);
		left.write('/logs/a.log', 'written');
		expect(right.read('/in/a.log')).toBe('written');
		expect(right.list('/')).toEqual(['etc', 'in']);
		expect(failure(() => right.write('/in/b', ''))).toBe('Read-only file system');
		expect(failure(() => left.remove('/logs', {recursive: true}))).toBe('Device or resource busy');
		expect(right.read('/etc/one')).toBe('written');
		expect(failure(() => left.write('/logs', ''))).toBe('Is a directory');
	});

	it('tells of changes, also of files that do not exist yet', () => {
		const files = new Directory();
		let news = 0;
		const stop = files.changes('/var/log/app').subscribe(() => news++);
		files.makeDirectory('/var');
		expect(news).toBe(1);
		stop();
		files.makeDirectory('/var/log');
		files.changes('/var/log/app').subscribe(() => news++);
		files.write('/var/log/app', 'x');
		files.write('/var/log/other', 'x');
		expect(news).toBe(3);
	});

	it('sends links to the standard streams where the redirect stands', () => {
		const terminal = new Terminal();
		terminal.prompt('ln -s /dev/stdout out.log; ln -s /dev/stderr err.log; ln -s /dev/null none');
		expect(terminal.prompt('echo a > out.log; echo b >> err.log; echo c > none; echo d | tee none')).toEqual({
			out: 'a\nd\n',
			err: 'b\n',
			code: 0,
		});
	});
});
