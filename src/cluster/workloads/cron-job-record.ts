import {formatTime, parseTime} from '../../shell/calendar.ts';
import type {ControllerContext} from '../controller.ts';
import {type CronJob, type Job, keyOf} from '../objects.ts';
import {semanticallyEqual} from './semantic-equality.ts';

type Status = CronJob['status'];
type JobReference = NonNullable<Status['active']>[number];

/** What one look at a CronJob finds out about its Jobs, gathered for a single write of the status. */
export class CronJobRecord {
	#status: Status;

	constructor(
		private readonly context: ControllerContext,
		readonly cronJob: CronJob,
	) {
		this.#status = cronJob.status;
	}

	/** The CronJob with the status as it will be. */
	get current(): CronJob {
		return {...this.cronJob, status: this.#status};
	}

	get active(): readonly JobReference[] {
		return this.#status.active ?? [];
	}

	isActive(jobUid: string): boolean {
		return this.active.some(({uid}) => uid === jobUid);
	}

	addActive({apiVersion, kind, metadata}: Job, scheduledMs: number): void {
		const {name, namespace, uid, resourceVersion} = metadata;
		const reference = {apiVersion, kind, name, namespace, uid, resourceVersion};
		this.#status = {
			...this.#status,
			active: [...this.active, reference],
			lastScheduleTime: formatTime(scheduledMs),
		};
	}

	removeActive(jobUid: string): void {
		const {active: _, ...others} = this.#status;
		const left = this.active.filter(({uid}) => uid !== jobUid);
		this.#status = left.length > 0 ? {...others, active: left} : others;
	}

	/** The latest end of a successful Job counts. */
	noteSuccess(completionTime: string | undefined): void {
		const {lastSuccessfulTime} = this.#status;
		if (!completionTime) return;
		if (lastSuccessfulTime && parseTime(lastSuccessfulTime) >= parseTime(completionTime)) return;
		this.#status = {...this.#status, lastSuccessfulTime: completionTime};
	}

	save(): void {
		const {store, api} = this.context;
		const cronJob = store.get('CronJob', keyOf(this.cronJob));
		if (!cronJob || semanticallyEqual(cronJob.status, this.#status)) return;
		api.updateStatus<'CronJob'>({...cronJob, status: this.#status});
	}
}
