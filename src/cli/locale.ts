import type {Locale} from '../lab-view.ts';

/** The language of a person's environment: `zh_CN.UTF-8` and other Chinese ones read Simplified Chinese, everything else English. */
export function localeFromEnvironment(env: Readonly<Record<string, string | undefined>>): Locale {
	const value = env.LC_ALL || env.LC_MESSAGES || env.LANG || systemLocale();
	return /^zh\b|^zh[_-]/i.test(value) ? 'zh-CN' : 'en';
}

// Windows and macOS programs often run without LANG.
function systemLocale(): string {
	return process.platform === 'linux' ? '' : Intl.DateTimeFormat().resolvedOptions().locale;
}
