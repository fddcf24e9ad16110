import {type Command, complain, print, sleepUntil} from '../../shell/program.ts';
import type {Image} from './image.ts';

// The one script of the Kubernetes documentation's Job: perl -Mbignum=bpi -wle 'print bpi(2000)'
const perlCommand: Command = function* (args, {machine}) {
	const digits = /^print bpi\((\d{1,5})\)$/.exec(args.at(-1) ?? '')?.[1];
	if (digits === undefined || !args.includes('-Mbignum=bpi')) {
		yield* complain('kubekata: perl other than print bpi(N) is not simulated\n');
		return 127;
	}
	yield* sleepUntil(machine, machine.now() + computingMs(Number(digits)));
	yield* print(`${pi(Number(digits))}\n`);
	return 0;
};

export const perl: Image = {
	repository: 'perl',
	sizeBytes: 336_000_000,
	tools: 'usual',
	commands: () => ({perl: perlCommand}),
};

// Perl's own big numbers need some seconds for 2000 digits, and four times as long for twice as many.
function computingMs(digits: number): number {
	return Math.round(digits ** 2 / 650);
}

/** Pi with so many digits in all, the last one rounded (Machin's formula on big integers). */
export function pi(digits: number): string {
	const kept = Math.max(1, digits);
	const unit = 10n ** BigInt(kept + 10);
	const scaled = 4n * (4n * inverseTangent(5n, unit) - inverseTangent(239n, unit));
	const rounded = (scaled + 5n * 10n ** 10n) / 10n ** 11n;
	const text = rounded.toString();
	return kept === 1 ? text : `${text[0]}.${text.slice(1)}`;
}

// arctan(1/x) · unit
function inverseTangent(x: bigint, unit: bigint): bigint {
	let power = unit / x;
	let sum = power;
	for (let n = 3n, sign = -1n; power > 0n; n += 2n, sign = -sign) {
		power /= x * x;
		sum += (sign * power) / n;
	}
	return sum;
}
