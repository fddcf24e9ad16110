import type {Draft} from '../../cluster/objects.ts';
import type {Invocation} from '../command.ts';
import {refusal} from './failures.ts';
import {recordedCause} from './record.ts';

const VARIABLE_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** The Pod that `kubectl run` creates; its fields are in the order in which they are printed. */
export function podFor(invocation: Invocation): Draft<'Pod'> {
	const {args, flags} = invocation;
	const [name, ...words] = args as [string, ...string[]];
	const given = pairs(flags.strings('annotations'), 'annotation');
	const cause = recordedCause(invocation);
	const annotations = (given || cause) && {...given, ...cause};
	const env = flags.strings('env').map(parseVariable);
	const port = flags.string('port');
	const isCommand = flags.boolean('command');
	const stdin = flags.boolean('stdin');
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			...(annotations && {annotations}),
			labels: labelsFor(flags.string('labels'), name),
			name,
			...(flags.given('namespace') && {namespace: flags.string('namespace')}),
		},
		spec: {
			containers: [
				{
					...(words.length > 0 && !isCommand && {args: words}),
					...(words.length > 0 && isCommand && {command: words}),
					...(env.length > 0 && {env}),
					image: flags.string('image'),
					...(flags.string('image-pull-policy') && {imagePullPolicy: flags.string('image-pull-policy') as 'Always'}),
					name,
					...(port && {ports: [{containerPort: parsePort(port)}]}),
					resources: {},
					...(flags.boolean('privileged') && {securityContext: {privileged: true}}),
					...(stdin && {stdin}),
					...(stdin && !flags.boolean('leave-stdin-open') && {stdinOnce: true}),
					...(flags.boolean('tty') && {tty: true}),
				},
			],
			dnsPolicy: 'ClusterFirst',
			restartPolicy: (flags.string('restart') || 'Always') as 'Always',
		},
	};
}

/** The Service of `--expose`: it selects the Pod by the Pod's labels. */
export function serviceFor({args, flags}: Invocation): Draft<'Service'> {
	const name = args[0]!;
	const port = parsePort(flags.string('port'));
	const labels = flags.string('labels');
	return {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {
			...(labels && {labels: labelsFor(labels, name)}),
			name,
			...(flags.given('namespace') && {namespace: flags.string('namespace')}),
		},
		spec: {
			ports: [{port, protocol: 'TCP', targetPort: port}],
			selector: labelsFor(labels, name),
		},
	};
}

function labelsFor(text: string, name: string): Record<string, string> {
	if (text === '') return {run: name};
	return Object.fromEntries(
		text.split(',').map(pair => {
			const [key, value, ...rest] = pair.split('=');
			if (value === undefined || rest.length > 0) throw refusal(`unexpected label spec: ${pair}`);
			if (!key) throw refusal('unexpected empty label key');
			return [key, value];
		}),
	);
}

function pairs(texts: readonly string[], what: string): Record<string, string> | undefined {
	if (texts.length === 0) return undefined;
	return Object.fromEntries(
		texts.map(text => {
			const equals = text.indexOf('=');
			if (equals <= 0) throw refusal(`invalid ${what} format: ${text}`);
			return [text.slice(0, equals), text.slice(equals + 1)];
		}),
	);
}

function parseVariable(text: string): {name: string; value: string} {
	const equals = text.indexOf('=');
	const name = text.slice(0, Math.max(0, equals));
	if (!VARIABLE_NAME.test(name)) throw refusal(`invalid env: ${text}`);
	return {name, value: text.slice(equals + 1)};
}

function parsePort(text: string): number {
	if (!/^[+-]?\d+$/.test(text)) throw refusal(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
	return Number(text);
}
