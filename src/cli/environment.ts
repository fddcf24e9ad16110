/** What the command line program sees of the machine; tests give their own. */
export interface Environment {
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Where the built-in course lies. */
	readonly lessonsDirectory: string;
	/** Where the JSON Schema of lessons lies. */
	readonly lessonSchema: string;
	readonly version: string;
	/** Both ends are a terminal. */
	readonly isTerminal: boolean;
	out(text: string): void;
	err(text: string): void;
	/** Lines of standard input, without line ends. */
	lines(): AsyncIterable<string>;
}
