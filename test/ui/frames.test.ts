import {beforeAll, describe, expect, it} from 'vitest';
import {createLab, type Lab} from '../../src/lab.ts';
import type {Locale} from '../../src/lab-view.ts';
import {inAscii} from '../../src/ui/glyphs.ts';
import type {PanelName} from '../../src/ui/layout.ts';
import {lineWidth, textOf} from '../../src/ui/line.ts';
import {labFrame} from '../../src/ui/screens/lab-frame.ts';
import {panelOrder} from '../../src/ui/screens/panes.ts';
import {FIRST_STATE} from '../../src/ui/screens/screen-state.ts';
import {textFor} from '../../src/ui/text/text.ts';
import {themeFor} from '../../src/ui/theme.ts';

const SIZES = [
	[60, 18],
	[80, 24],
	[100, 30],
	[120, 34],
	[160, 45],
	[240, 70],
] as const;

// A rollout that is stuck, a Job that failed, a StatefulSet with claims, a Service without endpoints, a schedule.
const WORLD = `kubectl create deployment web --image=nginx:1.27 --replicas=3
kubectl expose deployment web --port=80
kubectl create job broken --image=busybox:1.36 -- false
kubectl create cronjob report --image=busybox:1.36 --schedule='*/5 * * * *' -- date
kubectl create service clusterip lonely --tcp=80
advance 30s
kubectl set image deployment/web nginx=nginx:nope
advance 20s`;

const labs = new Map<Locale, Lab>();

beforeAll(() => {
	for (const locale of ['en', 'zh-CN'] as const) {
		const lab = createLab({seed: 5, locale});
		for (const line of WORLD.split('\n')) lab.submit(line);
		labs.set(locale, lab);
	}
});

function frame(locale: Locale, columns: number, rows: number, panel: PanelName, environment: object = {}): string[] {
	const theme = themeFor({LANG: 'en_US.UTF-8', ...environment});
	const {rows: lines} = labFrame(
		labs.get(locale)!.view(),
		{...FIRST_STATE, panel},
		{columns, rows},
		theme,
		textFor(locale),
	);
	expect(lines).toHaveLength(rows);
	for (const line of lines) expect(lineWidth(line), textOf(line)).toBeLessThanOrEqual(columns);
	return lines.map(line => textOf(line).trimEnd());
}

describe('every panel', () => {
	it.each(SIZES)('fits %d×%d in both languages', (columns, rows) => {
		for (const locale of ['en', 'zh-CN'] as const)
			for (const panel of panelOrder('columns', false)) frame(locale, columns, rows, panel);
	});
});

describe('frames', () => {
	it('of the tree at 80×24', () => {
		expect(frame('en', 80, 24, 'tree').slice(0, 17)).toEqual([
			' sandbox                                                      ▶ 1× 00:00:50  F1',
			' ▸1 Tree  2 Nodes  3 Timeline  4 Why  5 Events  6 YAML  7 Diff',
			' deploy/web              3/3 Progressing                           rev 2  50s',
			' ├─ rs/web-766486c5b6    3/3                                       rev 1  50s',
			' │  ├─ ● 8lx2d           1/1 Running                            worker-1  50s',
			' │  ├─ ● 2c5dr           1/1 Running                            worker-2  50s',
			' │  └─ ● 9wq2c           1/1 Running                            worker-2  50s',
			' └─ rs/web-5bb757c87d    0/1                                       rev 2  20s',
			'    └─ ✖ hvkzm           0/1 ImagePullBackOff                   worker-1  20s',
			' cj/report                   */5 * * * *                                  50s',
			' job/broken              0/1                                              50s',
			' ├─ ✖ drnfh              0/1 Error                              worker-1  50s',
			' ├─ ✖ zrn6r              0/1 Error                              worker-1  38s',
			' └─ ✖ r2h5g              0/1 Error                              worker-2  18s',
			' svc/web ⊞                   10.96.171.211:80 → 3 endpoints, 1 not ready  50s',
			' svc/lonely                  10.96.156.147:80 → 0 endpoints               50s',
			'────────────────────────────────────────────────────────────────────────────────',
		]);
	});

	it('of the timeline at 80×24, in Chinese', () => {
		expect(frame('zh-CN', 80, 24, 'timeline').slice(1, 16)).toEqual([
			' 1 对象树  2 节点  ▸3 时间线  4 原因  5 事件  6 YAML  7 差异',
			' deploy/web',
			' rev 1 2c5dr                                             ░██████████',
			' rev 1 8lx2d                                             ░██████████',
			' rev 1 9wq2c                                             ░██████████',
			' rev 2 hvkzm                                                   ×××××',
			' cj/report                                                              → 4m10s',
			' job/broken',
			' drnfh                                                   ×××××××××××',
			' zrn6r                                                     ×××××××××',
			' r2h5g                                                         ×××××',
			'                             -3m         -2m         -1m        现在',
			'',
			' ░ 启动中  █ 就绪  × 失败',
			'',
		]);
	});

	it('of Why at 100×30, in ASCII', () => {
		const rows = frame('en', 100, 30, 'why', {KUBEKATA_ASCII: '1'}).map(inAscii);
		expect(rows.join('')).toMatch(/^[ -~]*$/);
		expect([...rows.slice(1, 4), ...rows.slice(18, 22), rows[29]]).toEqual([
			'+- 1 Tree  2 Nodes  3 Timeline  >4 Why  5 Events  6 YAML  7 Diff ----------------------------------+',
			"| 4s    kubelet on worker-1 can't start nginx of pod/web-5bb757c87d-hvkzm: ErrImagePull for        |",
			'|       nginx:nope                                                                                 |',
			'| 20s   replicaset-controller created 1 Pod for rs/web-5bb757c87d: it wants 1 and has 0            |',
			'+-------------------------------------------------------------------------------------- v 21 more -+',
			'+- Terminal ---------------------------------------------------------------------------------------+',
			'| service/lonely created                                                                           |',
			'+------- Tab complete - ^ history - ^R search - F1 help - F2 hint - ^Z undo - F6 panels - F9 menu -+',
		]);
	});
});
