import {ShellError} from './control-flow.ts';
import type {Shell} from './shell.ts';

/** The elements of a variable in their places, which may have gaps; a plain variable is one of one element. */
export type Elements = readonly (string | undefined)[];

const MOST_ELEMENTS = 10_000;

/** All elements of a variable; none if it isn't set. */
function elementsOf(name: string, shell: Shell): Elements {
	const array = shell.state.arrays.get(name);
	if (array) return array;
	const value = shell.get(name);
	return value === undefined ? [] : [value];
}

/** The elements that are set, in order. */
export function valuesOf(name: string, shell: Shell): string[] {
	return elementsOf(name, shell).filter(value => value !== undefined);
}

/** The places of the elements that are set. */
export function placesOf(name: string, shell: Shell): string[] {
	return [...elementsOf(name, shell).entries()].flatMap(([place, value]) =>
		value === undefined ? [] : [String(place)],
	);
}

/** The element at a place; negative places count from the end. */
export function elementAt(name: string, place: number, shell: Shell): string | undefined {
	return elementsOf(name, shell).at(place);
}

/** `name=(…)`, or with `append` `name+=(…)`. Throws ShellError. */
export function setElements(name: string, values: Elements, append: boolean, shell: Shell): void {
	const before = append ? elementsOf(name, shell) : [];
	if (before.length + values.length > MOST_ELEMENTS)
		throw new ShellError('kubekata: such a long array is not simulated');
	if (shell.state.readOnly.has(name)) throw new ShellError(`${name}: readonly variable`);
	shell.unset(name);
	shell.state.arrays.set(name, [...before, ...values]);
}

/** `name[place]=value`. Throws ShellError. */
export function setElement(name: string, place: number, value: string, append: boolean, shell: Shell): void {
	const elements = [...elementsOf(name, shell)];
	const at = place < 0 ? elements.length + place : place;
	if (at < 0) throw new ShellError(`${name}[${place}]: bad array subscript`);
	if (at >= MOST_ELEMENTS) throw new ShellError('kubekata: such a long array is not simulated');
	while (elements.length < at) elements.push(undefined);
	elements[at] = append ? (elements[at] ?? '') + value : value;
	setElements(name, elements, false, shell);
}
