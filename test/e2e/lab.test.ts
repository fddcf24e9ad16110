import {afterEach, describe, expect, it} from 'vitest';
import {Terminal} from './terminal.ts';

let terminal: Terminal;

afterEach(() => terminal.close());

describe('the built program in a terminal', () => {
	it('goes from the lesson list into a lesson, through its first step, and keeps the work', async () => {
		terminal = new Terminal('');
		await terminal.shows('Kubernetes workloads, learned by doing', 'Roll back a bad release');
		terminal.press(...Array.from({length: 9}, () => 'Down'));
		await terminal.shows('▸ ○ Roll back a bad release');
		terminal.press('Enter');
		await terminal.shows('It is Tuesday, ten past four', 'Enter: to the first task', '$');
		terminal.press('Enter');
		await terminal.shows('The new version never comes up', 'Goals 1/3');
		terminal.run('kubectl set image deployment/web web=nginx:1.161');
		await terminal.shows('deployment.apps/web image updated', 'What happened', 'Goals 3/3');
		terminal.press('Enter');
		await terminal.shows('Many tutorials promise', '2/5');
		terminal.press('F10');
		await terminal.shows('left with 1');
		expect(terminal.state()).toEqual({alternate: false, cursor: true, mouse: false});
	});

	it('completes with Tab, and Ctrl-C leaves commands that would go on for ever', async () => {
		terminal = new Terminal('sandbox', {columns: 80, rows: 24});
		await terminal.shows('$');
		terminal.type('kubectl create dep');
		terminal.press('Tab');
		terminal.run('web --image=nginx');
		await terminal.shows('deployment.apps/web created');
		terminal.run('kubectl rollout status deploy/web');
		await terminal.shows('deployment "web" successfully rolled out');
		for (const endless of ['kubectl get pods -w', 'kubectl logs -f deploy/web', 'watch kubectl get pods']) {
			await terminal.shows('$');
			terminal.run(endless);
			await terminal.shows('^C stops the running command');
			terminal.press('C-c');
			await terminal.shows('Tab complete');
		}
	});

	it('survives being made small and large again', async () => {
		terminal = new Terminal('sandbox');
		await terminal.shows('Nothing here yet');
		terminal.resize(50, 15);
		await terminal.shows('50×15 is too small');
		terminal.resize(160, 45);
		await terminal.shows('Nothing here yet', 'control-plane');
	});

	it.each(['TERM', 'HUP', 'INT'] as const)('restores the terminal on SIG%s', async name => {
		terminal = new Terminal('sandbox');
		await terminal.shows('Nothing here yet');
		expect(terminal.state()).toEqual({alternate: true, cursor: true, mouse: true});
		terminal.signal(name);
		await terminal.shows('left with');
		expect(terminal.state()).toEqual({alternate: false, cursor: true, mouse: false});
	});
});
