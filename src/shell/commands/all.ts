import type {Command} from '../program.ts';
import {ls} from './directory-listing.ts';
import {echo, printf} from './echo.ts';
import {arch, env, hostname, id, kill, nproc, printenv, ps, pwd, timeout, tty, uname, whoami} from './environment.ts';
import {chmod, chown, cp, ln, mkdir, mv, rm, rmdir, touch} from './file-changes.ts';
import {egrep, fgrep, grep} from './grep.ts';
import {head, tail} from './head-tail.ts';
import {cut, paste, tr, uniq, wc} from './lines.ts';
import {sed} from './sed.ts';
import {shellCommand} from './sh.ts';
import {basename, clear, dirname, fail, mktemp, readlink, realpath, sleep, succeed, truncate} from './simple.ts';
import {sort} from './sort.ts';
import {tee} from './tee.ts';
import {cat, nl, rev, seq, tac, yes} from './text.ts';

/** The commands that every machine has, by name. */
export const standardCommands: ReadonlyMap<string, Command> = new Map([
	...['sh', 'bash', 'ash', 'dash'].map(name => [name, shellCommand(name)] as const),
	...Object.entries({ls, mkdir, rmdir, touch, rm, cp, mv, ln, chmod, chown, basename, dirname, realpath, readlink, mktemp, truncate}),
	...Object.entries({cat, tac, rev, nl, tee, head, tail, wc, sort, uniq, cut, tr, paste, grep, egrep, fgrep, sed}),
	...Object.entries({echo, printf, yes, seq, sleep, true: succeed, false: fail, sync: succeed, clear, timeout}),
	...Object.entries({env, printenv, pwd, whoami, id, hostname, uname, nproc, arch, tty, ps, kill}),
]);
