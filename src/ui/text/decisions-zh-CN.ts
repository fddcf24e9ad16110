import type {DecisionSentences} from './decisions-en.ts';

export const decisionsZhCN: DecisionSentences = {
	'replica-set/create-pods': ({replicas, active, created}, object) => [
		`为 ${object} 创建了 ${created} 个 Pod`,
		`需要 ${replicas} 个，现有 ${active} 个`,
	],
	'replica-set/delete-pods': ({replicas, active, deleted}, object) => [
		`删除 ${object} 的 ${deleted} 个 Pod`,
		`需要 ${replicas} 个，现有 ${active} 个`,
	],
	'replica-set/choose-pod-to-delete': ({pod, reason}) => [`选中 pod/${pod} 来删除`, DELETION_REASONS[reason] ?? reason],
	'deployment/create-replica-set': ({replicaSet, revision, replicas}, object) => [
		`创建了 rs/${replicaSet}，先要 ${replicas} 个 Pod`,
		`${object} 还没有用这个 Pod 模板的 ReplicaSet，它是修订版本 ${revision}`,
	],
	'deployment/hash-collision': ({replicaSet, collisionCount}) => [
		`不用 rs/${replicaSet} 这个名字，另取一个`,
		`它已属于另一个模板（第 ${collisionCount} 次冲突）`,
	],
	'deployment/roll-back-to': ({replicaSet, revision, previousRevision}, object) => [
		`重新启用 rs/${replicaSet}，作为修订版本 ${revision}`,
		`${object} 的 Pod 模板又和修订版本 ${previousRevision} 一样了`,
	],
	'deployment/scale-up-new': ({replicaSet, from, to, replicas, maxSurge, total}) => [
		`把 rs/${replicaSet} 从 ${from} 扩到 ${to}`,
		`maxSurge ${maxSurge} 允许 ${replicas + maxSurge} 个 Pod，现有 ${total} 个`,
	],
	'deployment/scale-down-new': ({replicaSet, from, to, replicas}) => [
		`把 rs/${replicaSet} 从 ${from} 缩到 ${to}`,
		`只需要 ${replicas} 个 Pod`,
	],
	'deployment/scale-down-unhealthy': ({replicaSet, from, to, total, available}) => [
		`把 rs/${replicaSet} 从 ${from} 缩到 ${to}`,
		`不可用的旧 Pod 先删，${total} 个里有 ${available} 个可用`,
	],
	'deployment/scale-down-old': ({replicaSet, from, to, replicas, maxUnavailable, available}) => [
		`把 rs/${replicaSet} 从 ${from} 缩到 ${to}`,
		`maxUnavailable ${maxUnavailable} 要求 ${replicas - maxUnavailable} 个可用，现有 ${available} 个`,
	],
	'deployment/wait-for-available': ({replicaSet, replicas, maxUnavailable, available, unavailable}, object) => [
		`保留 ${object} 的旧 Pod`,
		`maxUnavailable ${maxUnavailable} 要求 ${replicas - maxUnavailable} 个可用，现有 ${available} 个；rs/${replicaSet} 还有 ${unavailable} 个不可用`,
	],
	'deployment/recreate-scale-down': ({replicaSet, from, to}) => [
		`把 rs/${replicaSet} 从 ${from} 缩到 ${to}`,
		'Recreate 策略先停掉所有旧 Pod',
	],
	'deployment/recreate-wait': ({pods}, object) => [
		`${object} 暂不启动新 Pod`,
		`Recreate 策略在等旧 Pod 退出，还有 ${pods} 个在运行`,
	],
	'deployment/recreate-scale-up': ({replicaSet, from, to}) => [
		`把 rs/${replicaSet} 从 ${from} 扩到 ${to}`,
		'旧 Pod 已全部退出，Recreate 策略一次启动所有新 Pod',
	],
	'deployment/scale': ({replicaSet, from, to, replicas}, object) => [
		`把 rs/${replicaSet} 从 ${from} 调整为 ${to}`,
		`${object} 现在需要 ${replicas} 个 Pod`,
	],
	'deployment/scale-proportionally': ({replicaSet, from, to, replicas, maxSurge}) => [
		`把 rs/${replicaSet} 从 ${from} 调整为 ${to}`,
		`滚动更新途中，各 ReplicaSet 按比例分摊 ${replicas} + maxSurge ${maxSurge}`,
	],
	'deployment/scale-down-saturated': ({replicaSet, from, to}) => [
		`把 rs/${replicaSet} 从 ${from} 缩到 ${to}`,
		'新 ReplicaSet 的 Pod 已经齐了',
	],
	'deployment/delete-old-revision': ({replicaSet, revision, limit}) => [
		`删除了 rs/${replicaSet}（修订版本 ${revision}）`,
		`revisionHistoryLimit 只保留 ${limit} 个旧 ReplicaSet`,
	],
	'deployment/progress-deadline-exceeded': ({replicaSet, deadlineSeconds}, object) => [
		`不再等待 ${object}`,
		`rs/${replicaSet} 在 progressDeadlineSeconds ${deadlineSeconds} 秒内没有进展`,
	],
	'deployment/complete': ({replicaSet}, object) => [`${object} 更新完成`, `所有 Pod 都属于 rs/${replicaSet}，并且可用`],
	'stateful-set/create-pod': ({pod, ordinal, revision, replicas}, object) => [
		`创建了 pod/${pod}（${revision}）`,
		`${object} 需要 ${replicas} 个 Pod，缺序号 ${ordinal}`,
	],
	'stateful-set/replace-finished': ({pod, phase}) => [
		`删除 pod/${pod} 以便重建`,
		`它已结束（${phase}），而这个序号必须有 Pod 在运行`,
	],
	'stateful-set/wait-for-ready': ({pod}) => [`等待 pod/${pod}`, '它运行并就绪之后才轮到下一个'],
	'stateful-set/wait-for-available': ({pod, minReadySeconds}) => [
		`等待 pod/${pod}`,
		`它要就绪满 minReadySeconds ${minReadySeconds} 秒才轮到下一个`,
	],
	'stateful-set/wait-for-termination': ({pod}) => [`等待 pod/${pod} 退出`, 'Pod 按顺序逐个创建和删除'],
	'stateful-set/wait-before-scale-down': ({pod}, object) => [`暂不缩小 ${object}`, `pod/${pod} 不可用`],
	'stateful-set/scale-down': ({pod, ordinal, replicas}, object) => [
		`删除 pod/${pod}`,
		`${object} 需要 ${replicas} 个 Pod，序号最大的（${ordinal}）先删`,
	],
	'stateful-set/update-pod': ({pod, ordinal, partition, from, to}) => [
		`删除 pod/${pod} 以便更新`,
		`它还是 ${from}，序号 ${ordinal} ≥ partition ${partition} 的应当是 ${to}`,
	],
	'stateful-set/update-waits-for-pod': ({pod}) => [`更新停在 pod/${pod}`, '它可用之后才轮到前一个序号'],
	'daemon-set/create-pod': ({node}, object) => [`在 ${node} 上为 ${object} 创建 Pod`, '这个节点应当运行一个'],
	'daemon-set/remove-from-node': ({pod, node}) => [`删除 pod/${pod}`, `${node} 的标签或污点不再允许它运行`],
	'daemon-set/replace-finished': ({pod, phase}) => [`删除 pod/${pod} 以便重建`, `它已结束（${phase}）`],
	'daemon-set/update-pod': ({pod, maxUnavailable, unavailable}) => [
		`删除 pod/${pod} 以便更新`,
		`maxUnavailable ${maxUnavailable}，目前有 ${unavailable} 个节点缺少可用的 Pod`,
	],
	'daemon-set/surge': ({node, maxSurge, surging}) => [
		`在 ${node} 上再创建一个 Pod`,
		`maxSurge ${maxSurge}，目前有 ${surging} 个节点同时运行两个`,
	],
	'daemon-set/remove-old': ({pod}) => [`删除 pod/${pod}`, '同一节点上的新 Pod 已经可用'],
	'job/create-pods': ({wanted, active, created, succeeded}, object) => [
		`为 ${object} 创建了 ${created} 个 Pod`,
		`应有 ${wanted} 个在运行，现有 ${active} 个，已成功 ${succeeded} 个`,
	],
	'job/too-many-pods': ({active, wanted, deleted}, object) => [
		`删除 ${object} 的 ${deleted} 个 Pod`,
		`${active} 个在运行，只需要 ${wanted} 个`,
	],
	'job/suspend': ({deleted}, object) => [`删除 ${object} 的 ${deleted} 个 Pod`, '它已被暂停'],
	'job/back-off': ({failures, delayMs}, object) => [
		`等 ${Math.ceil(delayMs / 1000)} 秒再为 ${object} 创建下一个 Pod`,
		failures === 1 ? '有 1 个失败了' : `已连续失败 ${failures} 个`,
	],
	'job/fail': ({reason, failed, backoffLimit}, object) => [
		`判定 ${object} 失败（${reason}）`,
		`已失败 ${failed} 个，backoffLimit 为 ${backoffLimit}`,
	],
	'job/complete': ({succeeded, reason}, object) => [
		`判定 ${object} 完成${reason && `（${reason}）`}`,
		`${succeeded} 个 Pod 成功`,
	],
	'job/ttl-expired': ({ttlSeconds}, object) => [`删除 ${object}`, `ttlSecondsAfterFinished 的 ${ttlSeconds} 秒已过`],
	'cron-job/start': ({job, scheduled}, object) => [
		`创建了 job/${job}`,
		`${object} 的计划时间 ${scheduled.slice(11, 19)} UTC 到了`,
	],
	'cron-job/forbid-concurrent': ({active}, object) => [
		`跳过 ${object} 的一次运行`,
		`concurrencyPolicy 为 Forbid，还有 ${active} 个 Job 在运行`,
	],
	'cron-job/replace-concurrent': ({job}) => [
		`删除 job/${job}`,
		'concurrencyPolicy 为 Replace，而下一次运行时它还没结束',
	],
	'cron-job/history-limit': ({job, limit}) => [`删除 job/${job}`, `这类 Job 的历史只保留 ${limit} 个`],
	'horizontal-pod-autoscaler/recommend': ({replicas, wanted, desired, current, target}, object) => [
		`建议 ${desired} 个副本（${object}）`,
		`${replicas} 个副本时指标为 ${current}，目标为 ${target}，算得 ${wanted} 个`,
	],
	'horizontal-pod-autoscaler/scale': ({from, to, reason}, object) => [
		`把 ${object} 的目标从 ${from} 调整为 ${to}`,
		reason,
	],
	'disruption/allow': ({allowed, healthy, desired, expected}, object) => [
		`${object} 允许 ${allowed} 次主动驱逐`,
		`${expected} 个里有 ${healthy} 个健康，至少要 ${desired} 个`,
	],
	'garbage-collector/delete': ({owner}, object) => [`删除 ${object}`, `它的属主 ${owner} 已被删除`],
	'scheduler/bind': ({node, feasible, nodes}, object) => [
		`把 ${object} 安排到 ${node}`,
		feasible === 1 ? `${nodes} 个节点里只有它合适` : `${nodes} 个节点里有 ${feasible} 个合适，它得分最高`,
	],
	'scheduler/no-node-fits': ({message}, object) => [`${object} 暂时没有去处`, message],
	'scheduler/preempt': ({pod, node}, object) => [
		`把 ${object} 从 ${node} 上驱逐`,
		`pod/${pod} 优先级更高，需要这里的资源`,
	],
	'kubelet/start-container': ({container, node, attempt}, object) => [
		`在 ${node} 上${attempt > 0 ? '重启' : '启动'}了 ${object} 的 ${container}`,
		attempt > 0 ? `它退出了（第 ${attempt} 次重启）` : '镜像已就位，前面没有要等的容器',
	],
	'kubelet/no-image': ({container, node, image, reason}, object) => [
		`在 ${node} 上无法启动 ${object} 的 ${container}`,
		`镜像 ${image}：${reason}`,
	],
	'kubelet/back-off': ({container, node, seconds, restarts}, object) => [
		`在 ${node} 上等 ${seconds} 秒再重启 ${object} 的 ${container}`,
		`它已退出 ${restarts + 1} 次`,
	],
	'kubelet/probe-result': ({container, node, probe, result, times}, object) => [
		`在 ${node} 上认为 ${object} 的 ${container} ${PROBE_RESULTS[`${probe} ${result}`] ?? result}`,
		`${PROBES[probe] ?? probe}探针${times === 1 ? '' : `连续 ${times} 次`}${result === 'success' ? '成功' : '失败'}`,
	],
	'kubelet/kill-container': ({container, node, graceSeconds}, object) => [
		`在 ${node} 上强行终止了 ${object} 的 ${container}`,
		`收到 SIGTERM 后 ${graceSeconds} 秒内没有退出`,
	],
	'kubelet/refuse-pod': ({node, reason}, object) => [`在 ${node} 上拒绝 ${object}`, reason],
	'node/lost': ({seconds}, object) => [`把 ${object} 标为未就绪`, `${seconds} 秒没有它的消息`],
	'taint-eviction/delete-pod': ({node}, object) => [`删除 ${object}`, `它不容忍 ${node} 的 NoExecute 污点`],
	'pod-garbage-collector/orphaned': ({node}, object) => [`删除 ${object}`, `它所在的节点 ${node} 已不存在`],
	'pod-garbage-collector/out-of-service': ({node}, object) => [
		`删除 ${object}`,
		`它所在的节点 ${node} 没有音讯，并被标记为停止服务`,
	],
};

const DELETION_REASONS: Readonly<Record<string, string>> = {
	unassigned: '它还没有分到节点',
	phase: '它还没有运行起来',
	'not-ready': '它没有就绪',
	'deletion-cost': '它的 pod-deletion-cost 最低',
	'doubled-up': '它所在的节点上同类 Pod 最多',
	'ready-time': '它就绪的时间最短',
	restarts: '它重启的次数最多',
	age: '它最年轻',
	all: '全部都要删',
};

const PROBES: Readonly<Record<string, string>> = {Startup: '启动', Readiness: '就绪', Liveness: '存活'};

const PROBE_RESULTS: Readonly<Record<string, string>> = {
	'Startup success': '已启动',
	'Startup failure': '没有启动',
	'Readiness success': '已就绪',
	'Readiness failure': '未就绪',
	'Liveness success': '还活着',
	'Liveness failure': '已失去响应',
};
