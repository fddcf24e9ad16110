import {busyboxNslookup} from '../../shell/commands/busybox-nslookup.ts';
import type {Image} from './image.ts';
import {NOT_IN_BUSYBOX} from './lacking-tools.ts';
import {notSimulated} from './not-simulated.ts';

/** Images that idle when they are started without a command: only their size, their tools and a few files differ. */
export const plainImages: readonly Image[] = [
	{
		repository: 'busybox',
		sizeBytes: 2_156_518,
		tools: 'usual',
		lacks: () => NOT_IN_BUSYBOX,
		commands: tag => ({nslookup: busyboxNslookup(tag)}),
		// Without a terminal its shell reads an empty standard input and ends at once.
		command: ['sh'],
		env: {PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'},
	},
	{
		...plain('alpine', 3_640_000, [], {'/etc/alpine-release': tag => `${tag === 'latest' ? '3.22' : tag}.0\n`}),
		commands: () => ({nslookup: busyboxNslookup('latest')}),
	},
	plain('debian', 49_000_000, [], {'/etc/debian_version': () => '12.11\n'}),
	plain('ubuntu', 29_700_000),
	plain('memcached', 31_900_000, ['memcached']),
	plain('rabbitmq', 103_000_000, ['rabbitmq-server', 'rabbitmqctl']),
	plain('elasticsearch', 620_000_000, ['elasticsearch']),
	plain('fluentd-elasticsearch', 67_000_000, ['fluentd']),
	plain('filebeat', 130_000_000, ['filebeat']),
	plain('prometheus', 110_000_000, ['prometheus', 'promtool']),
	plain('grafana', 180_000_000, ['grafana']),
	plain('golang', 290_000_000, ['go']),
	plain('ruby', 340_000_000, ['ruby']),
	plain('php', 180_000_000, ['php']),
	plain('curl', 9_900_000),
	plain('adminer', 47_000_000),
	plain('wordpress', 230_000_000),
	plain('tomcat', 190_000_000, ['catalina.sh']),
	plain('cuda', 120_000_000, ['nvidia-smi']),
	{repository: 'pause', sizeBytes: 320_368, tools: 'none'},
	{repository: 'hello-world', sizeBytes: 13_256, tools: 'none'},
	{repository: 'coredns', sizeBytes: 20_900_000, tools: 'none'},
];

function plain(
	repository: string,
	sizeBytes: number,
	commands: readonly string[] = [],
	files: Readonly<Record<string, (tag: string) => string>> = {},
): Image {
	return {
		repository,
		sizeBytes,
		tools: 'usual',
		...(commands.length > 0 && {commands: () => notSimulated(commands)}),
		...(Object.keys(files).length > 0 && {
			files: (tag: string) => Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text(tag)])),
		}),
	};
}
