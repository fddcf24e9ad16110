import fc from 'fast-check';
import {expect, it} from 'vitest';
import {Session} from './session.ts';

const LINES = 3000;
// One a line: a formatter leaves text alone.
const NAMES = ['web', 'api', 'box', 'x', 'Bad_Name', '', 'web-0', 'nothing', '-', '*', '__proto__', 'constructor'];
const KINDS = words`
	pod po deploy deployment.apps rs sts ds job cj svc cm secret node ns pvc pv
	sc hpa pdb pc rc ep endpointslice events all podz toString pods,services`;
const VERBS = parts`
	get | describe | create | run | expose | apply | diff | delete | edit | replace | patch | scale | autoscale
	set image | set env | set resources | set selector | rollout status | rollout undo | rollout history | rollout restart
	rollout pause | rollout resume | label | annotate | taint | cordon | uncordon | drain | logs | exec | cp | attach
	port-forward | top pod | top node | explain | wait | events | api-resources | api-versions | version | cluster-info
	config view | config get-contexts | config set-context | auth can-i | kustomize | options | gte | rollout | help get
	create deployment | create job | create cronjob | create cm | create secret generic | create service nodeport
	create ns | create pdb | create priorityclass | create sa`;
const FLAGS = parts`
	-o wide | -o yaml | -o json | -o name | -o | -o jsonpath='{.items[*].metadata.name}' | -o jsonpath='{..x[?(@.a==1)]}'
	-o custom-columns=A:.metadata.name,B:.spec | -o go-template='{{range .items}}{{.kind}}{{end}}' | --sort-by=.metadata.name
	-A | -n default | -n nowhere | -n | -l app=web | -l 'app in (web,api)' | -l = | --all | --show-labels | -L app
	--field-selector=status.phase=Running | --field-selector=a.b=c | --dry-run=client | --dry-run=server | --dry-run=maybe
	--image=nginx:1.27 | --image=busybox:1.36 | --image=nginx:nope | --replicas=2 | --replicas=-1 | --replicas=many | --port=80
	--tcp=80:8080 | --schedule='*/5 * * * *' | --schedule=nonsense | --from-literal=a=b | --from-file=a.yaml | --from=cronjob/x
	-f a.yaml | -f none.yaml | -f broken.yaml | -f - | -f . | -k . | --force | --grace-period=0 | --now | --wait=false
	--cascade=orphan | --cascade=foreground | -p '{"spec":{"replicas":1}}' | -p '{"spec":' | -p x | --type=json | --type=merge
	--for=condition=Ready | --for=delete | --for=jsonpath='{.status.phase}'=Running | --timeout=1s | --timeout=x | --overwrite
	--list | --tail=1 | -c main | --previous | -f | --since=1h | -it | --ignore-daemonsets | --delete-emptydir-data | --min=1
	--max=3 | --cpu=50% | --recursive | --help | -h | --nonsense | --to-revision=1 | --revision=2 | -w | --no-headers
	--selector=app=web | --min-available=1 | --value=7 | --current | --namespace=default | --server-side | --limits=cpu=1`;
const REST = parts`
	a=b | a- | a=b:NoSchedule | nginx=nginx:1.26 | *=nginx:1.27 | -- sleep 5 | -- sh -c "echo hi; exit 3"
	8080:80 | pod.spec | $(echo web) | {web,api} | 'a b'`;
const TAILS = [
	...['', '', '', '', ' | head -2', ' | grep -c web', ' > out.txt', ' 2>&1 | sort', '; echo $?'],
	' && echo y || echo n',
];
const TOOLS = `
	ls -la
	cat a.yaml broken.yaml
	for i in 1 2 3; do echo $i; done
	echo $((1 +
	sed s/web/api/ a.yaml | kubectl apply -f -
	if true; then echo a; fi
	echo 'open
	a=1; echo \${a:-2} <<< "text"
	cat <<END
	x() { echo y; }; x
	yes | head -3
	sleep 1 &
	rm -rf nothing`
	.split('\n')
	.map(line => line.trim())
	.filter(line => line !== '');
const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: "nginx:1.27"}]}
`;

/** kubectl itself refuses: it names the help, or knows no such command, flag or printer. */
const CLIENT_REFUSAL =
	/^error: (unknown|required flag|unable to match a printer|Invalid dry-run|--dry-run|.*\nSee 'kubectl)/s;
const COMPOSED = /[|;&<>$`\n]/;

const kubectlLine = fc
	.record({
		program: fc.constantFrom('kubectl', 'kubectl', 'kubectl', 'k'),
		verb: fc.constantFrom(...VERBS),
		kind: fc.option(fc.constantFrom(...KINDS), {freq: 5}),
		names: fc.array(fc.constantFrom(...NAMES), {maxLength: 2}),
		flags: fc.array(fc.constantFrom(...FLAGS), {maxLength: 4}),
		rest: fc.option(fc.constantFrom(...REST), {freq: 2}),
		tail: fc.constantFrom(...TAILS),
		joint: fc.constantFrom(' ', ' ', '/'),
	})
	.map(({program, verb, kind, names, flags, rest, tail, joint}) => {
		const target = [kind, ...names].filter(word => word !== null).join(joint);
		return `${[program, verb, target, ...flags, rest ?? ''].filter(word => word !== '').join(' ')}${tail}`;
	});

// A character is lost, doubled or replaced by anything.
const noisyLine = fc
	.tuple(
		fc.oneof(kubectlLine, fc.constantFrom(...TOOLS)),
		fc.nat(200),
		fc.string({unit: 'binary', maxLength: 3}),
		fc.nat(2),
	)
	.map(([line, at, noise, lost]) => line.slice(0, at) + noise + line.slice(at + lost));

const anyLine = fc.oneof(
	{weight: 8, arbitrary: kubectlLine},
	{weight: 2, arbitrary: noisyLine},
	{weight: 1, arbitrary: fc.constantFrom(...TOOLS)},
	{weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 40})},
);

function words({raw: [text = '']}: TemplateStringsArray): string[] {
	return text.trim().split(/\s+/);
}

// Separated by bars and line ends.
function parts({raw: [text = '']}: TemplateStringsArray): string[] {
	return text
		.split(/ \| |\n/)
		.map(part => part.trim())
		.filter(part => part !== '');
}

it('random lines never break the sandbox, and what kubectl refuses changes nothing', {timeout: 120_000}, () => {
	const session = new Session({
		'a.yaml': MANIFEST,
		'broken.yaml': 'kind: [',
		'kustomization.yaml': 'resources: [a.yaml]\n',
	});
	const {cluster} = session;
	let refusals = 0;
	fc.assert(
		fc.property(anyLine, line => {
			cluster.settle();
			const {version} = cluster.store;
			const {out, err, code} = session.run(line, 2_000);
			expect(out + err).not.toMatch(/internal error:|\n {4}at /);
			expect(Number.isInteger(code)).toBe(true);
			expect(cluster.failures).toEqual([]);
			if (code === 0 || COMPOSED.test(line) || !CLIENT_REFUSAL.test(err)) return;
			refusals++;
			expect(cluster.store.version).toBe(version);
		}),
		{numRuns: LINES, seed: 20, endOnFailure: true},
	);
	expect(refusals).toBeGreaterThan(LINES / 20);
	expect(session.out('kubectl version --client | head -1')).toBe('Client Version: v1.34.9\n');
});
