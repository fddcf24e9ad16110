import type {ITaint} from 'kubernetes-models/v1/Taint';
import type {IToleration} from 'kubernetes-models/v1/Toleration';

/** Whether a toleration covers a taint; an empty key with `Exists` covers all, an empty effect every effect. */
export function tolerates(toleration: IToleration, taint: ITaint): boolean {
	if (toleration.effect && toleration.effect !== taint.effect) return false;
	if (toleration.key && toleration.key !== taint.key) return false;
	if (toleration.operator === 'Exists') return true;
	return Boolean(toleration.key) && (toleration.value ?? '') === (taint.value ?? '');
}

/** The first taint of one of these effects that no toleration covers. */
export function untoleratedTaint(
	taints: readonly ITaint[] | undefined,
	tolerations: readonly IToleration[] | undefined,
	effects: readonly string[],
): ITaint | undefined {
	return taints?.find(
		taint => effects.includes(taint.effect) && !tolerations?.some(toleration => tolerates(toleration, taint)),
	);
}
