import {type Command, complain, type Network, type Process, print} from '../program.ts';
import type {Run} from '../shell.ts';

/**
 * nslookup of BusyBox. Up to 1.28 it asked the resolver of the C library; since 1.30 it asks the server itself, for IPv4 and IPv6 addresses
 * each, and uses the search domains only for names without a dot: `web-0.nginx` is not found there, its full name is.
 * @param version as in the image's tag; anything that isn't a number means the newest
 */
export function busyboxNslookup(version: string): Command {
	const [, minor] = /^1\.(\d+)/.exec(version) ?? [];
	return minor !== undefined && Number(minor) <= 28 ? resolverLookup : ownLookup;
}

const ownLookup: Command = function* (args, process) {
	const {network} = process.machine;
	const [name] = args.filter(arg => !arg.startsWith('-'));
	if (name === undefined || !network) return yield* withoutAnswer(name);
	const wanted = args.map(arg => /^-(?:q|t|query|type|querytype)=(.+)$/i.exec(arg)?.[1]?.toUpperCase()).find(Boolean);
	yield* print(`Server:\t\t${network.dnsServer}\nAddress:\t${network.dnsServer}:53\n\n`);
	let code = 0;
	for (const type of wanted === undefined ? ['A', 'AAAA'] : [wanted]) {
		for (const full of queries(name, process)) {
			const records = ask(network, full, type);
			if (!records) code = 1;
			yield* print(`${(records ?? [`** server can't find ${full}: NXDOMAIN\n`]).join('')}\n`);
		}
	}
	return code;
};

const resolverLookup: Command = function* (args, {machine: {network}}) {
	const [name] = args.filter(arg => !arg.startsWith('-'));
	if (name === undefined || !network) return yield* withoutAnswer(name);
	yield* print(
		`Server:    ${network.dnsServer}\nAddress 1: ${network.dnsServer} kube-dns.kube-system.svc.cluster.local\n\n`,
	);
	const addresses = network.resolve(name);
	if (addresses.length === 0) {
		yield* complain(`nslookup: can't resolve '${name}'\n`);
		return 1;
	}
	yield* print(
		`Name:      ${name}\n${addresses.map((address, index) => `Address ${index + 1}: ${address}\n`).join('')}`,
	);
	return 0;
};

function* withoutAnswer(name: string | undefined): Run<number> {
	if (name === undefined) yield* complain('kubekata: nslookup without a name is not simulated\n');
	else yield* print(';; connection timed out; no servers could be reached\n\n');
	return 1;
}

function queries(name: string, {files}: Process): readonly string[] {
	if (name.includes('.')) return [name.replace(/\.$/, '')];
	const file = files.stat('/etc/resolv.conf') ? files.read('/etc/resolv.conf') : '';
	const domains = /^search\s+(.*)$/m.exec(file)?.[1]?.split(/\s+/) ?? [];
	return domains.length > 0 ? domains.map(domain => `${name}.${domain}`) : [name];
}

// The lines of the answer; none for a name without records of this type, undefined for a name that nobody knows.
function ask(network: Network, full: string, type: string): string[] | undefined {
	const answer = network.lookup(`${full}.`, type === 'SRV' ? 'SRV' : 'A');
	if (!answer) return undefined;
	if (type === 'SRV')
		return (answer.services ?? []).map(
			({priority, weight, port, target}) =>
				`${full}\tservice = ${priority} ${weight} ${port} ${target.replace(/\.$/, '')}\n`,
		);
	return type === 'A' ? answer.addresses.map(address => `Name:\t${full}\nAddress: ${address}\n`) : [];
}
