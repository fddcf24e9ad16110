import type {Locale} from '../../lab-view.ts';
import {en, type Text} from './en.ts';
import {zhCN} from './zh-CN.ts';

const TABLES: Readonly<Record<Locale, Text>> = {en, 'zh-CN': zhCN};

/** The sentences of the screen in a language. */
export function textFor(locale: Locale): Text {
	return TABLES[locale];
}
