import {type CalendarTime, toCalendar} from '../../shell/calendar.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/**
 * A time (milliseconds since 1970) in the form of a program's log: `%Y %m %d %H %M %S` as in `date`, `%b` and `%a` the English short
 * names, `%L` milliseconds.
 */
export function logTime(timeMs: number, form: string): string {
	const time = toCalendar(timeMs);
	return form.replace(/%([YmdHMSbaL])/g, (_, letter: string) => field(letter, time, timeMs));
}

function field(letter: string, time: CalendarTime, timeMs: number): string {
	switch (letter) {
		case 'Y':
			return String(time.year);
		case 'm':
			return two(time.month);
		case 'd':
			return two(time.day);
		case 'H':
			return two(time.hour);
		case 'M':
			return two(time.minute);
		case 'S':
			return two(time.second);
		case 'b':
			return MONTHS[time.month - 1] ?? '';
		case 'a':
			return WEEKDAYS[time.weekday] ?? '';
		default:
			return String(Math.floor(timeMs % 1000)).padStart(3, '0');
	}
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}
