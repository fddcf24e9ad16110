import {spawnSync} from 'node:child_process';
import {afterEach, describe, expect, it} from 'vitest';
import {Terminal} from './terminal.ts';

const hasVi = spawnSync('vi', ['--version']).status === 0;

let terminal: Terminal;

afterEach(() => terminal.close());

describe('editing in a terminal', () => {
	it.skipIf(!hasVi)('goes to vi and back, for a file and for an object', async () => {
		terminal = new Terminal('sandbox', {env: 'EDITOR=vi'});
		await terminal.shows('Nothing here yet');
		terminal.run('vi note.txt');
		await terminal.shows('note.txt');
		terminal.type('ihello from vi');
		terminal.press('Escape');
		terminal.run(':wq');
		await terminal.shows('Nothing here yet');
		terminal.run('cat note.txt');
		await terminal.shows('│ hello from vi');
		terminal.run('kubectl create deployment web --image=nginx:1.27');
		await terminal.shows('deployment.apps/web created');
		terminal.run('kubectl edit deployment web');
		await terminal.shows('# Please edit the object below');
		terminal.run(':%s/replicas: 1/replicas: many/');
		terminal.run(':wq');
		await terminal.shows('# deployments.apps "web" was not valid');
		terminal.run(':%s/replicas: many/replicas: 3/');
		terminal.run(':wq');
		await terminal.shows('deployment.apps/web edited');
	});

	it('has an editor of its own where the person has none or theirs is missing', async () => {
		terminal = new Terminal('sandbox');
		await terminal.shows('Nothing here yet');
		terminal.run('kubectl create deployment web --image=nginx:1.27');
		await terminal.shows('deployment.apps/web created');
		terminal.run('kubectl edit deployment web');
		await terminal.shows('# Please edit the object below', '^S save');
		terminal.press('C-f');
		terminal.run('replicas: 1');
		terminal.press('C-k');
		terminal.type('  replicas: 2');
		terminal.press('Enter', 'C-s', 'C-x');
		await terminal.shows('deployment.apps/web edited');
		terminal.press('F10');
		await terminal.shows('left with 0');
		terminal.close();
		terminal = new Terminal('sandbox', {env: 'EDITOR=no-such-editor'});
		await terminal.shows('Nothing here yet');
		terminal.run('vi note.txt');
		await terminal.shows('no-such-editor could not be started', 'note.txt');
		terminal.press('C-x');
		await terminal.shows('Nothing here yet');
	});

	it('comes back from an editor that was killed, and changes nothing', async () => {
		terminal = new Terminal('sandbox', {env: `EDITOR="sh -c 'kill -9 \\$\\$'"`});
		await terminal.shows('Nothing here yet');
		terminal.run('kubectl create deployment web --image=nginx:1.27');
		await terminal.shows('deployment.apps/web created');
		terminal.run('kubectl edit deployment web');
		await terminal.shows('Edit cancelled, no changes made.', 'Tab complete');
		expect(terminal.state().alternate).toBe(true);
		terminal.press('F10');
		await terminal.shows('left with 0');
		expect(terminal.state()).toEqual({alternate: false, cursor: true, mouse: false});
	});

	it('opens a shell in a container and leaves it', async () => {
		terminal = new Terminal('sandbox');
		await terminal.shows('Nothing here yet');
		terminal.run('kubectl run web-0 --image=nginx && kubectl wait --for=condition=Ready pod/web-0');
		await terminal.shows('pod/web-0 condition met');
		terminal.run('kubectl exec -it web-0 -- sh');
		await terminal.shows('│ #');
		terminal.run('hostname');
		await terminal.shows('│ web-0');
		terminal.run('cat /usr/share/nginx/html/index.html');
		await terminal.shows('Thank you for using nginx.');
		terminal.run('exit');
		await terminal.shows('│ $');
		for (const endless of ['kubectl logs -f web-0', 'kubectl get pods -w', 'kubectl rollout status deploy/slow']) {
			if (endless.includes('slow')) {
				terminal.run('kubectl create deployment slow --image=nginx:1.161');
				await terminal.shows('deployment.apps/slow created');
			}
			terminal.run(endless);
			await terminal.shows('^C stops the running command');
			terminal.press('C-c');
			await terminal.shows('Tab complete');
		}
		expect(terminal.screen()).toContain('Waiting for deployment "slow" rollout to finish');
	});
});
