import type {Command} from '../program.ts';
import {awk} from './awk.ts';
import {base64} from './base64.ts';
import {md5sum, sha256sum} from './checksums.ts';
import {ip, nc, ping} from './connections.ts';
import {curl} from './curl.ts';
import {date} from './date.ts';
import {diff} from './diff.ts';
import {ls} from './directory-listing.ts';
import {df, du, stat} from './disk.ts';
import {echo, printf} from './echo.ts';
import {arch, env, hostname, id, kill, nproc, printenv, ps, pwd, timeout, tty, uname, whoami} from './environment.ts';
import {expr} from './expr.ts';
import {chmod, chown, cp, ln, mkdir, mv, rm, rmdir, touch} from './file-changes.ts';
import {find} from './find.ts';
import {egrep, fgrep, grep} from './grep.ts';
import {head, tail} from './head-tail.ts';
import {jq} from './jq.ts';
import {cut, paste, tr, uniq, wc} from './lines.ts';
import {dig, getent, host, nslookup} from './names.ts';
import {column, comm, less, more} from './pages.ts';
import {sed} from './sed.ts';
import {shellCommand} from './sh.ts';
import {basename, clear, dirname, fail, mktemp, readlink, realpath, sleep, succeed, truncate} from './simple.ts';
import {sort} from './sort.ts';
import {tee} from './tee.ts';
import {bracket, test} from './test-command.ts';
import {cat, nl, rev, seq, tac, yes} from './text.ts';
import {watch} from './watch.ts';
import {wget} from './wget.ts';
import {xargs} from './xargs.ts';

/** The commands that every machine has, by name. */
export const standardCommands: ReadonlyMap<string, Command> = new Map([
	...['sh', 'bash', 'ash', 'dash'].map(name => [name, shellCommand(name)] as const),
	...Object.entries({
		ls,
		mkdir,
		rmdir,
		touch,
		rm,
		cp,
		mv,
		ln,
		chmod,
		chown,
		basename,
		dirname,
		realpath,
		readlink,
		mktemp,
	}),
	...Object.entries({find, stat, du, df, truncate, diff, base64, md5sum, sha256sum}),
	...Object.entries({
		cat,
		tac,
		rev,
		nl,
		tee,
		head,
		tail,
		wc,
		sort,
		uniq,
		cut,
		tr,
		paste,
		column,
		comm,
		less,
		more,
		grep,
		egrep,
		fgrep,
		sed,
		awk,
	}),
	...Object.entries({
		gawk: awk,
		jq,
		xargs,
		echo,
		printf,
		yes,
		seq,
		expr,
		test,
		'[': bracket,
		true: succeed,
		false: fail,
		sync: succeed,
	}),
	...Object.entries({
		sleep,
		timeout,
		watch,
		date,
		clear,
		env,
		printenv,
		pwd,
		whoami,
		id,
		hostname,
		uname,
		nproc,
		arch,
		tty,
		ps,
		kill,
	}),
	...Object.entries({curl, wget, nslookup, dig, host, getent, nc, ping, ip}),
]);
