import type {YAMLError} from 'yaml';

/** The message of Kubernetes' YAML reader for an error of ours, with its way of counting lines. */
export function yamlErrorText(text: string, error: YAMLError): string {
	const line = error.linePos?.[0].line ?? 1;
	return `yaml: line ${line}: ${error.code.toLowerCase()} ${text.length}`;
}
