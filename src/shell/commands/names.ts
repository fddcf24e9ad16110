import {type Command, complain, type DnsAnswer, type Network, type Process, print} from '../program.ts';
import type {Run} from '../shell.ts';
import {formatDate} from './date.ts';
import {ToolError, tool} from './tool.ts';

/** nslookup NAME, as bind-utils print it; -type=SRV too. */
export const nslookup: Command = function* (args, {machine}) {
	const type = args.some(arg => /^-(q|query|type|querytype)=srv$/i.test(arg)) ? 'SRV' : 'A';
	const [name] = args.filter(arg => !arg.startsWith('-'));
	const {network} = machine;
	if (name === undefined) {
		yield* complain('kubekata: nslookup without a name is not simulated\n');
		return 1;
	}
	if (!network) {
		yield* print(';; connection timed out; no servers could be reached\n\n');
		return 1;
	}
	yield* print(`Server:\t\t${network.dnsServer}\nAddress:\t${network.dnsServer}#53\n\n`);
	const answer = network.lookup(name, type);
	if (!answer) {
		yield* print(`** server can't find ${name.replace(/\.$/, '')}: NXDOMAIN\n\n`);
		return 1;
	}
	if (type === 'SRV')
		yield* print(
			(answer.services ?? [])
				.map(
					({priority, weight, port, target}) =>
						`${answer.name}\tservice = ${priority} ${weight} ${port} ${target.replace(/\.?$/, '.')}\n`,
				)
				.join(''),
		);
	else yield* print(answer.addresses.map(address => `Name:\t${answer.name}\nAddress: ${address}\n`).join(''));
	yield* print('\n');
	return 0;
};

/** dig NAME [TYPE], with +short and +search; only full names are asked for without +search. */
export const dig: Command = function* (args, process) {
	const words = args.filter(arg => !/^[-+@]/.test(arg) && !/^in$/i.test(arg));
	const type = words.some(word => /^srv$/i.test(word)) ? 'SRV' : 'A';
	const [name] = words.filter(word => !/^(srv|a|aaaa|any)$/i.test(word));
	const {network} = process.machine;
	if (name === undefined) {
		yield* complain('kubekata: dig without a name is not simulated\n');
		return 1;
	}
	if (!network) {
		yield* print(';; connection timed out; no servers could be reached\n');
		return 9;
	}
	const found = network.lookup(name, type);
	const isAsked = found && (args.includes('+search') || found.name.replace(/\.$/, '') === name.replace(/\.$/, ''));
	const answer = isAsked ? found : undefined;
	const records = !answer
		? []
		: type === 'SRV'
			? (answer.services ?? []).map(
					({priority, weight, port, target}) => `${priority} ${weight} ${port} ${target.replace(/\.?$/, '.')}`,
				)
			: answer.addresses;
	if (args.includes('+short')) {
		yield* print(records.map(record => `${record}\n`).join(''));
		return 0;
	}
	yield* digReport(answer?.name ?? name, type, records, answer, network, process);
	return 0;
};

function* digReport(
	name: string,
	type: string,
	records: readonly string[],
	answer: DnsAnswer | undefined,
	network: Network,
	process: Process,
): Run<void> {
	const full = name.replace(/\.?$/, '.');
	const id = Math.floor(process.machine.random() * 65_536);
	const section = records.map(record => `${full}\t30\tIN\t${type}\t${record}\n`).join('');
	yield* print(
		`\n; <<>> DiG 9.18.28 <<>> ${name}\n;; global options: +cmd\n;; Got answer:\n` +
			`;; ->>HEADER<<- opcode: QUERY, status: ${answer ? 'NOERROR' : 'NXDOMAIN'}, id: ${id}\n` +
			`;; flags: qr aa rd; QUERY: 1, ANSWER: ${records.length}, AUTHORITY: ${answer ? 0 : 1}, ADDITIONAL: 1\n\n` +
			`;; QUESTION SECTION:\n;${full}\t\tIN\t${type}\n\n${section === '' ? '' : `;; ANSWER SECTION:\n${section}\n`}` +
			`;; Query time: 0 msec\n;; SERVER: ${network.dnsServer}#53(${network.dnsServer}) (UDP)\n` +
			`;; WHEN: ${formatDate('%a %b %d %H:%M:%S UTC %Y', process.machine.now())}\n;; MSG SIZE  rcvd: ${60 + full.length + section.length}\n\n`,
	);
}

/** host NAME */
export const host: Command = function* (args, {machine}) {
	const [name] = args.filter(arg => !arg.startsWith('-'));
	const answer = name !== undefined && machine.network ? machine.network.lookup(name, 'A') : undefined;
	if (!answer) {
		yield* print(`Host ${name} not found: 3(NXDOMAIN)\n`);
		return 1;
	}
	yield* print(answer.addresses.map(address => `${answer.name} has address ${address}\n`).join(''));
	return 0;
};

/** getent hosts NAME; exit code 2 if there is no such name */
export const getent: Command = tool('getent', {letters: ''}, function* ({operands: [database, ...keys], process}) {
	if (database !== 'hosts' && database !== 'ahosts' && database !== 'ahostsv4')
		throw new ToolError(`kubekata: getent ${database ?? ''} is not simulated`);
	let code = 0;
	for (const key of keys) {
		const {network} = process.machine;
		const answer = network?.lookup(key, 'A');
		const addresses = network?.resolve(key) ?? [];
		if (addresses.length === 0) code = 2;
		for (const address of addresses)
			yield* print(`${address.padEnd(15)} ${answer && answer.name !== key ? `${answer.name} ${key}` : key}\n`);
	}
	return code;
});
