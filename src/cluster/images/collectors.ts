import {daemonImage} from './daemon.ts';
import {pageNotFound} from './go-programs.ts';
import type {Image} from './image.ts';
import {logTime} from './log-time.ts';

const FORWARD_PORT = 24_224;
const METRICS_PORT = 9100;

const fluentBit = daemonImage({
	repository: 'fluent-bit',
	sizeBytes: 38_000_000,
	program: 'fluent-bit',
	args: ['-c', '/fluent-bit/etc/fluent-bit.conf'],
	versions: ['4.0.8', '3.2.10', '3.1.10', '3.0.7', '2.2.3', '1.9.10'],
	stream: 'stderr',
	startLines: ({version, startMs}) => {
		const info = (text: string) => `${logTime(startMs, '[%Y/%m/%d %H:%M:%S]')} [ info] ${text}`;
		return [
			`Fluent Bit v${version}`,
			'* Copyright (C) 2015-2025 The Fluent Bit Authors',
			'* Fluent Bit is a CNCF sub-project under the umbrella of Fluentd',
			'* https://fluentbit.io',
			'',
			info(`[fluent bit] version=${version}, pid=1`),
			info('[storage] type=memory, sync=normal, checksum=off, max_chunks_up=128'),
			info('[sp] stream processor started'),
		];
	},
	portTaken: port => `[error] could not bind address 0.0.0.0:${port}`,
	versionTexts: {'fluent-bit': version => `Fluent Bit v${version}`},
});

const fluentd = daemonImage({
	repository: 'fluentd',
	sizeBytes: 42_000_000,
	program: 'fluentd',
	versions: ['1.19.0', '1.18.0', '1.17.1', '1.16.9', '1.15.3', '1.14.6'],
	ports: [FORWARD_PORT],
	stream: 'stdout',
	startLines: ({version, startMs}) => {
		const info = (text: string) => `${logTime(startMs, '%Y-%m-%d %H:%M:%S +0000')} [info]: ${text}`;
		return [
			info('parsing config file is succeeded path="/fluentd/etc/fluent.conf"'),
			info(`gem 'fluentd' version '${version}'`),
			info(`starting fluentd-${version} pid=1`),
			info(`#0 listening port port=${FORWARD_PORT} bind="0.0.0.0"`),
			info('#0 fluentd worker is now running worker=0'),
		];
	},
	portTaken: port => `[error]: #0 unexpected error error="Address already in use - bind(2) for 0.0.0.0:${port}"`,
	versionTexts: {fluentd: version => `fluentd ${version}`},
});

const nodeExporter = daemonImage({
	repository: 'node-exporter',
	sizeBytes: 11_700_000,
	program: 'node_exporter',
	versions: ['1.9.1', '1.8.2', '1.7.0', '1.6.1'],
	ports: [METRICS_PORT],
	answer:
		(process, version) =>
		({path}) => {
			const [route] = path.split('?');
			const html =
				'<html><head><title>Node Exporter</title></head><body><h1>Node Exporter</h1><a href="/metrics">Metrics</a></body></html>\n';
			if (route === '/') return {status: 200, headers: {'Content-Type': 'text/html; charset=UTF-8'}, body: html};
			if (route === '/metrics')
				return {
					status: 200,
					headers: {'Content-Type': 'text/plain; version=0.0.4; charset=utf-8'},
					body: metrics(version, process.hostname),
				};
			return pageNotFound();
		},
	stream: 'stderr',
	startLines: ({version, startMs}) => {
		const info = (text: string) => `time=${logTime(startMs, '%Y-%m-%dT%H:%M:%S.%LZ')} level=INFO ${text}`;
		return [
			info(`source=node_exporter.go msg="Starting node_exporter" version="(version=${version})"`),
			info(`source=tls_config.go msg="Listening on" address=[::]:${METRICS_PORT}`),
			info(`source=tls_config.go msg="TLS is disabled." http2=false address=[::]:${METRICS_PORT}`),
		];
	},
	portTaken: port => `level=ERROR msg="listen tcp :${port}: bind: address already in use"`,
	versionTexts: {node_exporter: version => `node_exporter, version ${version}`},
});

// Only what does not change: there are no real processors to count.
function metrics(version: string, nodeName: string): string {
	return [
		'# HELP node_exporter_build_info A metric with a constant 1 value labeled by version from which node_exporter was built.',
		'# TYPE node_exporter_build_info gauge',
		`node_exporter_build_info{version="${version}"} 1`,
		'# HELP node_uname_info Labeled system information as provided by the uname system call.',
		'# TYPE node_uname_info gauge',
		`node_uname_info{machine="x86_64",nodename="${nodeName}",sysname="Linux"} 1`,
		'',
	].join('\n');
}

export const collectors: readonly Image[] = [fluentBit, fluentd, nodeExporter];
