import {print} from '../../shell/program.ts';
import {daemonImage} from './daemon.ts';
import {logTime} from './log-time.ts';
import {redisCli} from './redis-cli.ts';

const REDIS_PORT = 6379;

export const redis = daemonImage({
	repository: 'redis',
	sizeBytes: 45_100_000,
	program: 'redis-server',
	versions: ['8.2.1', '8.0.3', '7.4.5', '7.2.10', '7.0.15', '6.2.19', '5.0.14'],
	// It logs that it listens, but connections are refused, as in the clusters this one is compared with.
	stream: 'stdout',
	startLines: ({version, startMs}) => {
		const time = logTime(startMs, '%d %b %Y %H:%M:%S.%L');
		return [
			`1:C ${time} * oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo`,
			`1:C ${time} * Redis version=${version}, bits=64, commit=00000000, modified=0, pid=1, just started`,
			`1:M ${time} * monotonic clock: POSIX clock_gettime`,
			`1:M ${time} * Running mode=standalone, port=${REDIS_PORT}.`,
			`1:M ${time} * Server initialized`,
			`1:M ${time} * Ready to accept connections tcp`,
		];
	},
	portTaken: port => `# Warning: Could not create server TCP listening socket *:${port}: bind: Address already in use`,
	versionTexts: {
		'redis-server': version => `Redis server v=${version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64`,
	},
	commands: version => ({
		'redis-cli': function* (args, process) {
			if (args[0] !== '--version' && args[0] !== '-v') return yield* redisCli(args, process);
			yield* print(`redis-cli ${version}\n`);
			return 0;
		},
	}),
	leftOut: ['redis-benchmark', 'redis-sentinel'],
	workingDirectory: '/data',
});
