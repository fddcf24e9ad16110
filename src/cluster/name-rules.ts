// Names, labels and keys as Kubernetes allows them (apimachinery/pkg/util/validation). Each rule returns its complaints; none is good.

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const DNS_1035_LABEL = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED_NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${QUALIFIED_NAME})?`;
const CONFIG_KEY = '[-._a-zA-Z0-9]+';
const C_IDENTIFIER = '[A-Za-z_][A-Za-z0-9_]*';

const labelPattern = whole(LABEL);
const subdomainPattern = whole(SUBDOMAIN);
const dns1035Pattern = whole(DNS_1035_LABEL);
const qualifiedNamePattern = whole(QUALIFIED_NAME);
const labelValuePattern = whole(LABEL_VALUE);
const configKeyPattern = whole(CONFIG_KEY);
const _cIdentifierPattern = whole(C_IDENTIFIER);

/** A name such as a namespace's or a container's: `my-name`, at most 63 characters. */
export function dnsLabelProblems(value: string): string[] {
	if (labelPattern.test(value)) return lengthProblems(value, 63);
	const rule =
		"a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
	const dotted = subdomainPattern.test(value);
	return [
		...lengthProblems(value, 63),
		dotted ? 'must not contain dots' : regexProblem(rule, LABEL, 'my-name', '123-abc'),
	];
}

/** A name such as a Pod's: labels with dots between, at most 253 characters. */
export function dnsSubdomainProblems(value: string): string[] {
	const problems = lengthProblems(value, 253);
	if (subdomainPattern.test(value)) return problems;
	const rule =
		"a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
	return [...problems, regexProblem(rule, SUBDOMAIN, 'example.com')];
}

/** A Service's name: as a DNS label, but it starts with a letter. */
export function dns1035LabelProblems(value: string): string[] {
	const problems = lengthProblems(value, 63);
	if (dns1035Pattern.test(value)) return problems;
	const rule =
		"a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
	return [...problems, regexProblem(rule, DNS_1035_LABEL, 'my-name', 'abc-123')];
}

/** The key of a label or an annotation: `name` or `example.com/name`. */
export function qualifiedNameProblems(value: string): string[] {
	const parts = value.split('/');
	if (parts.length > 2) {
		return [
			`a qualified name ${qualifiedNameShape()} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
		];
	}
	const name = parts.at(-1) ?? '';
	const problems: string[] = [];
	if (parts.length === 2) {
		const prefix = parts[0] ?? '';
		const complaints = prefix === '' ? ['must be non-empty'] : dnsSubdomainProblems(prefix);
		problems.push(...complaints.map(text => `prefix part ${text}`));
	}
	if (name === '') problems.push('name part must be non-empty');
	else problems.push(...lengthProblems(name, 63).map(text => `name part ${text}`));
	if (!qualifiedNamePattern.test(name)) problems.push(`name part ${qualifiedNameShape()}`);
	return problems;
}

function qualifiedNameShape(): string {
	const rule =
		"must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
	return regexProblem(rule, QUALIFIED_NAME, 'MyName', 'my.name', '123-abc');
}

/** The value of a label; may be empty. */
export function labelValueProblems(value: string): string[] {
	const problems = lengthProblems(value, 63);
	if (labelValuePattern.test(value)) return problems;
	const rule =
		"a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
	return [...problems, regexProblem(rule, LABEL_VALUE, 'MyValue', 'my_value', '12345')];
}

/** A key in the data of a ConfigMap or a Secret. */
export function configKeyProblems(value: string): string[] {
	const problems = lengthProblems(value, 253);
	if (!configKeyPattern.test(value)) {
		const rule = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";
		problems.push(regexProblem(rule, CONFIG_KEY, 'key.name', 'KEY_NAME', 'key-name'));
	}
	if (value === '.') problems.push("must not be '.'");
	else if (value === '..') problems.push("must not be '..'");
	else if (value.startsWith('..')) problems.push("must not start with '..'");
	return problems;
}

/** `rule (e.g. 'a',  or 'b', regex used for validation is '…')`; the two blanks before "or" are Kubernetes' own. */
export function regexProblem(rule: string, regex: string, ...examples: readonly string[]): string {
	if (examples.length === 0) return `${rule} (regex used for validation is '${regex}')`;
	return `${rule} (e.g. ${examples.map(example => `'${example}', `).join(' or ')}regex used for validation is '${regex}')`;
}

function lengthProblems(value: string, limit: number): string[] {
	return value.length > limit ? [`must be no more than ${limit} characters`] : [];
}

function whole(regex: string): RegExp {
	return new RegExp(`^${regex}$`);
}
