import type {Locale} from '../../lab-view.ts';
import {type CliText, en} from './en.ts';
import {zhCN} from './zh-CN.ts';

const TABLES: Readonly<Record<Locale, CliText>> = {en, 'zh-CN': zhCN};

/** The sentences of the command line in a language. */
export function cliText(locale: Locale): CliText {
	return TABLES[locale];
}
