export function normalize(text: string): string;
export function differences(
	expected: {out?: string; err?: string; code?: number; compare?: string},
	actual: {out: string; err?: string; code: number},
): string[];
