import {type Command, complain, type Process, print, sleepUntil} from '../program.ts';
import {ToolError, tool} from './tool.ts';

/** nc, to try a port (-z, -v, -w SECONDS) or to listen on one (-l) */
export const nc: Command = tool(
	'nc',
	{letters: 'zvw:lp:kuneN', usage: 'usage: nc [-klNnuvz] [-p source_port] [-w timeout] [destination] [port]'},
	function* ({options, operands, process}) {
		const {network} = process.machine;
		if (options.has('l')) {
			const port = Number(options.value('p') ?? operands.at(-1) ?? 0);
			if (!network?.listen(port)) throw new ToolError('nc: Address already in use');
			for (;;) yield {kind: 'wait'};
		}
		const [name, port] = operands;
		if (name === undefined || port === undefined)
			throw new ToolError('usage: nc [-klNnuvz] [-p source_port] [-w timeout] [destination] [port]');
		if (!/^\d+$/.test(port)) throw new ToolError(`nc: port number invalid: ${port}`);
		if (!options.has('z')) throw new ToolError('kubekata: nc without -z or -l is not simulated');
		const failed = network
			? network.connect(name, Number(port))
			: {failure: 'unknown-host' as const, address: undefined};
		if (!failed) {
			if (options.has('v'))
				yield* complain(
					`Connection to ${name} (${network!.resolve(name)[0] ?? name}) ${port} port [tcp/*] succeeded!\n`,
				);
			return 0;
		}
		if (failed.failure === 'unknown-host')
			throw new ToolError(`nc: getaddrinfo for host "${name}" port ${port}: Name or service not known`);
		if (failed.failure === 'timeout')
			yield* sleepUntil(process.machine, process.machine.now() + Number(options.value('w') ?? 130) * 1000);
		if (options.has('v')) {
			const reason = failed.failure === 'refused' ? 'Connection refused' : 'Connection timed out';
			yield* complain(`nc: connect to ${name} (${failed.address ?? name}) port ${port} (tcp) failed: ${reason}\n`);
		}
		return 1;
	},
);

/** ping: an address answers unless a connection to it would get no answer at all. */
export const ping: Command = tool(
	'ping',
	{letters: 'c:i:w:W:qn4', usage: 'BusyBox v1.36.1 multi-call binary.\n\nUsage: ping [OPTIONS] HOST'},
	function* ({options, operands, process}) {
		const [name] = operands;
		if (name === undefined) throw new ToolError('BusyBox v1.36.1 multi-call binary.\n\nUsage: ping [OPTIONS] HOST');
		const {machine} = process;
		const address = machine.network?.resolve(name)[0];
		if (address === undefined) throw new ToolError(`ping: bad address '${name}'`);
		const answers = machine.network!.connect(name, 80)?.failure !== 'timeout';
		const count = options.has('c') ? Number(options.value('c')) : Number.POSITIVE_INFINITY;
		yield* print(`PING ${name} (${address}): 56 data bytes\n`);
		let received = 0;
		for (let sequence = 0; sequence < count; sequence++) {
			if (answers) {
				received++;
				yield* print(
					`64 bytes from ${address}: seq=${sequence} ttl=64 time=${(0.05 + machine.random() * 0.1).toFixed(3)} ms\n`,
				);
			}
			if (sequence + 1 < count || !answers) yield* sleepUntil(machine, machine.now() + 1000);
		}
		const lost = Math.round(((count - received) / count) * 100);
		yield* print(
			`\n--- ${name} ping statistics ---\n${count} packets transmitted, ${received} packets received, ${lost}% packet loss\n`,
		);
		if (received > 0) yield* print('round-trip min/avg/max = 0.058/0.087/0.121 ms\n');
		return received > 0 ? 0 : 1;
	},
);

/** Interfaces and routes: what can be told without more knowledge of the machine. */
export const ip: Command = function* (args, process: Process) {
	const address = process.machine.network?.resolve(process.machine.hostname)[0];
	if (!/^a(ddr(ess)?)?$/.test(args.find(arg => !arg.startsWith('-')) ?? '') || address === undefined) {
		yield* complain(`kubekata: ip ${args.join(' ')} is not simulated\n`);
		return 1;
	}
	yield* print(
		`1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN\n    inet 127.0.0.1/8 scope host lo\n2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP\n    inet ${address}/24 scope global eth0\n`,
	);
	return 0;
};
