import type {FieldError} from '../api-error.ts';
import {invalid} from '../field-error.ts';

// Checks of paths inside volumes and containers.

export function noBacksteps(path: string, target: string): FieldError[] {
	return target.split('/').includes('..') ? [invalid(path, target, "must not contain '..'")] : [];
}

/** A relative path that stays below its start. */
export function descendingPath(path: string, target: string): FieldError[] {
	const absolute = target.startsWith('/') ? [invalid(path, target, 'must be a relative path')] : [];
	return [...absolute, ...noBacksteps(path, target)];
}

/** As `descendingPath`; names that start with two dots are the kubelet's own. */
export function unreservedPath(path: string, target: string): FieldError[] {
	const reserved = target.startsWith('..') && target !== '..' && !target.startsWith('../');
	return [...descendingPath(path, target), ...(reserved ? [invalid(path, target, "must not start with '..'")] : [])];
}

export function fileMode(path: string, mode: number | undefined): FieldError[] {
	if (mode === undefined || (mode >= 0 && mode <= 0o777)) return [];
	return [invalid(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive')];
}
