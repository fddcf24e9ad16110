import {agnhost} from './agnhost.ts';
import {collectors} from './collectors.ts';
import {databases} from './databases.ts';
import {httpEcho} from './http-echo.ts';
import {httpd} from './httpd.ts';
import type {Image, ImageName} from './image.ts';
import {nodeJs, python} from './languages.ts';
import {messaging} from './messaging.ts';
import {nginx} from './nginx.ts';
import {notSimulated} from './not-simulated.ts';
import {perl} from './perl.ts';
import {plainImages} from './plain-images.ts';
import {redis} from './redis.ts';

const KNOWN = new Map<string, Image>(
	[
		nginx,
		httpEcho,
		agnhost,
		perl,
		httpd,
		redis,
		python,
		nodeJs,
		...databases,
		...messaging,
		...collectors,
		...plainImages,
	].map(image => [image.repository, image]),
);
const UNKNOWN_SIZE = 52_428_800;

/**
 * What an image does. An image nobody described here has a shell, starts without a word, idles and ends when it is told to: so does
 * each known one that has no server of its own.
 */
export function findImage({repository}: ImageName): Image {
	const short = repository.slice(repository.lastIndexOf('/') + 1);
	const known = KNOWN.get(repository) ?? KNOWN.get(short);
	return known ?? {repository, sizeBytes: UNKNOWN_SIZE, tools: 'usual', commands: () => notSimulated([short])};
}
