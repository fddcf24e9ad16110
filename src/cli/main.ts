import type {Locale} from '../lab-view.ts';
import type {Environment} from './environment.ts';
import {localeFromEnvironment} from './locale.ts';
import {knownLocale, type Options, readOptions, UsageError} from './options.ts';
import type {CliText} from './text/en.ts';
import {cliText} from './text/text.ts';

const USAGE_EXIT_CODE = 2;

/** What every command gets. */
export interface Call {
	readonly options: Options;
	readonly locale: Locale;
	readonly text: CliText;
	readonly environment: Environment;
	/** Of the pack that is used. */
	readonly lessonsDirectory: string;
}

/** Runs kubekata with arguments and returns its exit code. Everything that a call doesn't need stays unloaded. */
export async function main(args: readonly string[], environment: Environment): Promise<number> {
	const environmentLocale = localeFromEnvironment(environment.env);
	let options: Options;
	try {
		options = readOptions(args);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		return complainUsage(error, cliText(environmentLocale), environment);
	}
	const {command} = options;
	if (command.name === 'version') return printed(environment, `${environment.version}\n`);
	if (command.name === 'help') return printed(environment, cliText(options.locale ?? environmentLocale).usage);
	const {readSettings} = await import('../progress.ts');
	const locale = options.locale ?? knownLocale(readSettings(environment.env).locale) ?? environmentLocale;
	const text = cliText(locale);
	const lessonsDirectory = options.lessonsDirectory ?? environment.lessonsDirectory;
	const {runCommand} = await import('./commands.ts');
	try {
		return await runCommand(command, {options, locale, text, environment, lessonsDirectory});
	} catch (error) {
		if (error instanceof UsageError) return complainUsage(error, text, environment);
		throw error;
	}
}

function printed(environment: Environment, text: string): number {
	environment.out(text);
	return 0;
}

function complainUsage({problem, subject, suggestion}: UsageError, text: CliText, {err}: Environment): number {
	err(`kubekata: ${text[problem](subject)}\n`);
	if (suggestion !== undefined)
		err(`${problem === 'badValue' ? text.allowed(suggestion) : text.didYouMean(suggestion)}\n`);
	err(`${text.seeHelp}\n`);
	return USAGE_EXIT_CODE;
}
