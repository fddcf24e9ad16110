import {beforeEach, describe, expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: box}
spec:
  containers:
  - name: main
    image: busybox:1.36
    command: [sh, -c, "echo hello > /greeting; sleep 100000"]
  - {name: web, image: "nginx:1.27"}
`;

let lab: Lab;
beforeEach(() => {
	lab = createLab({seed: 4, locale: 'en', files: new Map([['box.yaml', POD]])});
	lab.submit('kubectl apply -f box.yaml');
	lab.runUntilQuiet(60_000);
	lab.submit('clear');
});

const texts = () => lab.view().scrollback.map(({text}) => text);
const prefix = () => lab.view().prompt.prefix;
const press = (text: string) => lab.press({text, ctrl: true});

describe('a shell in a container', () => {
	it('shows its own prompt, runs lines in the container, and ends with exit', () => {
		lab.submit('kubectl exec -it box -- sh');
		expect(texts()).toEqual(['$ kubectl exec -it box -- sh', 'Defaulted container "main" out of: main, web']);
		expect(lab.view().prompt).toMatchObject({prefix: '/ # ', busy: false});
		lab.submit('hostname; cat greeting; cd /tmp');
		expect(prefix()).toBe('/tmp # ');
		lab.submit('kubectl get pods');
		lab.submit('exit');
		expect(texts().slice(2)).toEqual([
			'/ # hostname; cat greeting; cd /tmp',
			'box',
			'hello',
			'/tmp # kubectl get pods',
			'sh: kubectl: not found',
			'/tmp # exit',
			'command terminated with exit code 127',
		]);
		expect(prefix()).toBe('$ ');
	});

	it('keeps variables, reads unfinished lines on, and passes the exit code on', () => {
		lab.submit('kubectl exec -it box -c main -- sh');
		lab.submit('name=world');
		lab.submit('for word in hello $name; do');
		expect(prefix()).toBe('> ');
		lab.submit('echo $word; done');
		lab.submit('exit 3');
		expect(texts().slice(3)).toEqual([
			'> echo $word; done',
			'hello',
			'world',
			'/ # exit 3',
			'command terminated with exit code 3',
		]);
		expect(lab.exitCode).toBe(3);
	});

	it('is killed when its container ends', () => {
		lab.submit('kubectl exec -it box -c web -- bash');
		lab.submit('kill 1');
		expect(texts().slice(1)).toEqual(['root@box:/# kill 1', 'command terminated with exit code 137']);
		expect(prefix()).toBe('$ ');
	});

	it('can tell the server of its container to stop', () => {
		lab.submit('kubectl exec box -c web -- nginx -s quit');
		expect(texts().at(-1)).toMatch(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[notice\] 30#30: signal process started$/);
		lab.advance(5000);
		lab.submit('kubectl get pod box -o jsonpath=\'{.status.containerStatuses[?(@.name=="web")].restartCount}\'');
		expect(texts().at(-1)).toBe('1');
	});

	it('sleeps no longer than its container lives', () => {
		lab.submit('kubectl delete pod box --wait=false; kubectl exec box -c web -- sleep 100');
		lab.advance(1000);
		expect(texts().at(-1)).toBe('command terminated with exit code 137');
		expect(lab.view().prompt.busy).toBe(false);
	});

	it('is undone by itself: what it changed in the container, not what was there before', () => {
		const notes = () => texts().filter(text => text.startsWith('Undone'));
		lab.submit('kubectl exec box -c main -- cat greeting');
		lab.submit('kubectl exec box -c main -- rm greeting');
		lab.submit('kubectl exec box -c main -- ls');
		lab.undo();
		expect(notes()).toEqual(['Undone: kubectl exec box -c main -- rm greeting']);
		lab.submit("kubectl exec box -c web -- sh -c 'kill 1'");
		lab.advance(2000);
		lab.undo();
		expect(notes().at(-1)).toBe("Undone: kubectl exec box -c web -- sh -c 'kill 1'");
		lab.submit('kubectl exec box -c main -- cat greeting');
		expect(texts().at(-1)).toBe('hello');
	});

	it('ends with Ctrl-D', () => {
		lab.submit('kubectl exec -it box -c web -- bash');
		expect(prefix()).toBe('root@box:/# ');
		press('d');
		expect(texts().slice(1)).toEqual(['root@box:/# exit']);
		expect(prefix()).toBe('$ ');
		expect(lab.view().request).toBeUndefined();
	});

	it('survives Ctrl-C, which ends what runs in it', () => {
		lab.submit('kubectl exec -it box -c main -- sh');
		press('c');
		expect(prefix()).toBe('/ # ');
		lab.submit('sleep 1000');
		expect(lab.view().prompt).toMatchObject({prefix: '', busy: true});
		lab.advance(5_000);
		press('c');
		expect(prefix()).toBe('/ # ');
		lab.submit('echo $?');
		expect(texts().slice(1)).toEqual(['/ # ^C', '/ # sleep 1000', '^C', '/ # echo $?', '130']);
		lab.submit('exit');
		expect(prefix()).toBe('$ ');
	});

	it('drops a half-typed block with Ctrl-C', () => {
		lab.submit('kubectl exec -it box -c main -- sh');
		lab.submit('for word in a b; do');
		expect(prefix()).toBe('> ');
		press('c');
		expect(prefix()).toBe('/ # ');
		lab.submit('cat /greeting');
		expect(texts().slice(-3)).toEqual(['> ^C', '/ # cat /greeting', 'hello']);
	});

	it('leaves the learner a terminal where Ctrl-C ends commands again', () => {
		lab.submit('kubectl exec -it box -c main -- sh');
		lab.submit('exit');
		lab.submit('sleep 1000; echo $?');
		press('c');
		expect(lab.view().prompt).toMatchObject({prefix: '$ ', busy: false});
		lab.submit('kubectl exec -it box -c main -- sleep 1000');
		press('c');
		expect(lab.view().prompt).toMatchObject({prefix: '$ ', busy: false});
		expect(lab.exitCode).toBe(130);
	});

	it('belongs to a Pod that kubectl run starts and removes', () => {
		lab.submit('kubectl run -it --rm tmp --image=busybox:1.36 --restart=Never -- sh');
		lab.advance(5_000);
		expect(prefix()).toBe('/ # ');
		lab.submit('hostname');
		press('c');
		press('d');
		lab.advance(40_000);
		expect(texts().slice(-6)).toEqual([
			'/ # hostname',
			'tmp',
			'/ # ^C',
			'/ # ',
			'pod "tmp" deleted from default namespace',
			'pod default/tmp terminated (Error)',
		]);
		expect(lab.exitCode).toBe(130);
		expect(prefix()).toBe('$ ');
	});

	it('runs single commands with and without input', () => {
		lab.submit('echo from outside | kubectl exec -i box -c main -- cat');
		lab.submit('echo lost | kubectl exec box -c main -- cat');
		lab.submit('kubectl exec box -c main -- sh -c "exit 7"');
		lab.submit('kubectl exec box -c main -- nothing-like-this');
		expect(texts().filter(text => !text.startsWith('$ '))).toEqual([
			'from outside',
			'command terminated with exit code 7',
			expect.stringMatching(
				/^error: Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: exec failed: unable to start container process: exec: "nothing-like-this": executable file not found in \$PATH: unknown$/,
			),
		]);
	});
});
