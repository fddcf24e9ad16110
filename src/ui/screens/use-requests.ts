import {useApp, useStdout} from 'ink';
import {useCallback, useEffect, useState} from 'react';
import type {Lab} from '../../lab.ts';
import type {ScreenRequest} from '../../lab-view.ts';
import type {ScreenHost} from '../screen-host.ts';
import {painterOf, type TerminalStream} from '../screen-painter.ts';

type EditRequest = Extract<ScreenRequest, {kind: 'edit'}>;

interface RequestHandlers {
	openHelp(): void;
	leave(to: 'menu' | 'next-lesson' | 'quit'): void;
}

/** A text that is to be edited in the lab's own editor. */
export interface InsideEdit {
	readonly request: EditRequest;
	/** The person's editor, if it could not be started. */
	readonly failed: string | undefined;
	done(text: string | undefined): void;
}

/** Does what a program or a word of the lab asks the screen for. Returns what the lab's own editor has to edit, if it has. */
export function useRequests(lab: Lab, host: ScreenHost, {openHelp, leave}: RequestHandlers): InsideEdit | undefined {
	const {suspendTerminal} = useApp();
	const {stdout} = useStdout();
	const {request} = lab.view();
	const [notStarted, setNotStarted] = useState<{request: ScreenRequest; editor: string}>();
	const inside = request?.kind === 'edit' ? insideEditor(request, host, notStarted) : undefined;
	const isInside = inside !== undefined;
	const done = useCallback((text: string | undefined) => lab.edited(text), [lab]);
	useEffect(() => {
		if (request?.kind === 'edit') {
			if (!isInside)
				// The answer waits until the screen is back: the program may ask for the next edit at once.
				void outside(suspendTerminal, stdout, () => host.edit(request.name, request.text)).then(outcome => {
					if (outcome.kind === 'not-started') setNotStarted({request, editor: outcome.editor});
					else lab.edited(outcome.kind === 'saved' ? outcome.text : undefined);
				});
		} else if (request?.kind === 'help') openHelp();
		else if (request) leave(request.kind);
		if (request && request.kind !== 'edit') lab.requestDone();
	}, [request, isInside, suspendTerminal, stdout, lab, host, leave, openHelp]);
	return inside && request?.kind === 'edit' ? {...inside, request, done} : undefined;
}

// The lab's own editor opens when it is asked for, when the person has none, and when theirs can't be started.
function insideEditor(
	request: EditRequest,
	host: ScreenHost,
	notStarted: {request: ScreenRequest; editor: string} | undefined,
): {failed: string | undefined} | undefined {
	if (notStarted?.request === request) return {failed: notStarted.editor};
	return request.inside || !host.hasEditor ? {failed: undefined} : undefined;
}

async function outside<T>(
	suspendTerminal: ReturnType<typeof useApp>['suspendTerminal'],
	stdout: TerminalStream,
	work: () => Promise<T>,
): Promise<T> {
	const painter = painterOf(stdout);
	const results: T[] = [];
	painter.suspend();
	try {
		await suspendTerminal(async () => void results.push(await work()));
	} finally {
		painter.resume();
	}
	return results[0]!;
}
