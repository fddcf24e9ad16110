import {daemonImage} from './daemon.ts';
import type {Image} from './image.ts';
import {logTime} from './log-time.ts';

const KAFKA_PORT = 9092;
const ZOOKEEPER_PORT = 2181;

const kafka = daemonImage({
	repository: 'kafka',
	sizeBytes: 392_000_000,
	program: 'kafka-server-start.sh',
	args: ['/opt/kafka/config/server.properties'],
	versions: ['4.1.0', '4.0.0', '3.9.1', '3.8.1', '3.7.2'],
	ports: [KAFKA_PORT],
	stream: 'stdout',
	startLines: ({version, startMs}) => {
		const info = (text: string) => `${logTime(startMs, '[%Y-%m-%d %H:%M:%S,%L]')} INFO ${text}`;
		return [
			info('[BrokerServer id=1] Transition from SHUTDOWN to STARTING (kafka.server.BrokerServer)'),
			info(`Awaiting socket connections on 0.0.0.0:${KAFKA_PORT}. (kafka.network.DataPlaneAcceptor)`),
			info('[BrokerServer id=1] Transition from STARTING to STARTED (kafka.server.BrokerServer)'),
			info(`Kafka version: ${version} (org.apache.kafka.common.utils.AppInfoParser)`),
			info('[KafkaRaftServer nodeId=1] Kafka Server started (kafka.server.KafkaRaftServer)'),
		];
	},
	portTaken: port => `ERROR Socket server failed to bind to 0.0.0.0:${port}: Address already in use.`,
	versionTexts: {'kafka-topics.sh': version => version},
	leftOut: ['kafka-console-producer.sh', 'kafka-console-consumer.sh', 'kafka-consumer-groups.sh'],
});

const zookeeper = daemonImage({
	repository: 'zookeeper',
	sizeBytes: 148_000_000,
	program: 'zkServer.sh',
	args: ['start-foreground'],
	versions: ['3.9.4', '3.8.5', '3.7.2', '3.6.4', '3.5.9'],
	ports: [ZOOKEEPER_PORT],
	stream: 'stdout',
	startLines: ({version, startMs}) => {
		const info = (text: string) => `${logTime(startMs, '%Y-%m-%d %H:%M:%S,%L')} [myid:] - INFO  [main:${text}`;
		return [
			'ZooKeeper JMX enabled by default',
			'Using config: /conf/zoo.cfg',
			info('o.a.z.s.ZooKeeperServerMain@123] - Starting server'),
			info(`o.a.z.Environment@98] - Server environment:zookeeper.version=${version}`),
			info(`o.a.z.s.NIOServerCnxnFactory@660] - binding to port 0.0.0.0/0.0.0.0:${ZOOKEEPER_PORT}`),
		];
	},
	portTaken: port => `ERROR Unable to start server: Address already in use: 0.0.0.0/0.0.0.0:${port}`,
	versionTexts: {},
	leftOut: ['zkServer.sh', 'zkCli.sh'],
});

export const messaging: readonly Image[] = [kafka, zookeeper];
