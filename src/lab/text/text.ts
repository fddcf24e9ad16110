import type {Locale} from '../../lab-view.ts';
import {en, type LabText} from './en.ts';
import {zhCN} from './zh-CN.ts';

const TABLES: Readonly<Record<Locale, LabText>> = {en, 'zh-CN': zhCN};

/** The sentences of a session in a language. */
export function labText(locale: Locale): LabText {
	return TABLES[locale];
}
