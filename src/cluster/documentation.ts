type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

let texts: Texts | undefined;

/**
 * Makes the documentation of the types known. It is large and only `kubectl explain` reads it, so whoever starts the program loads
 * `generated/documentation.ts` apart from the rest and hands it in here.
 */
export function provideDocumentation(all: Texts): void {
	texts = all;
}

/** Whether the documentation has been handed in. */
export function hasDocumentation(): boolean {
	return texts !== undefined;
}

/** What Kubernetes says of a type, or of one of its fields; paragraphs are apart by an empty line. Empty if it says nothing. */
export function documentationOf(typeName: string, fieldName = ''): string {
	const type = texts && Object.hasOwn(texts, typeName) ? texts[typeName] : undefined;
	return (type && Object.hasOwn(type, fieldName) && type[fieldName]) || '';
}
