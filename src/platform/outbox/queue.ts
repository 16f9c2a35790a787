import { Logger as QueueLogger, runMigrations } from 'graphile-worker';
import type { ClientBase, Pool } from 'pg';
import type { Logger } from 'pino';
import type { Uuid } from '../ids.ts';
import type { DomainEvent } from '../room.ts';

/** The tasks of the job queue and what each is told. */
export interface Tasks {
  /** hand an event to one room: one job a room, so that a room that fails is tried again alone */
  event: { room: string; event: Omit<DomainEvent, 'at'> & { at: string } };
  /** its time has come: put one `work` for each tenant in the queue */
  schedule: { work: string };
  /** scheduled work in one tenant */
  work: { work: string; tenant: Uuid };
}

export type TaskName = keyof Tasks;

export interface QueuedJob<Task extends TaskName = TaskName> {
  identifier: Task;
  payload: Tasks[Task];
  /** jobs of the same queue run one after the other */
  queue_name?: string;
  /** a job that waits with the same key is replaced */
  job_key?: string;
}

/** Makes or brings up to date the tables of graphile-worker, owned by the relay. Several processes may call it at once. */
export async function prepareQueue(relay: Pool, schema: string, log: Logger): Promise<void> {
  await runMigrations({ pgPool: relay, schema, logger: queueLogger(log) });
}

/** Adds jobs in the transaction of the caller. */
export async function addJobs(client: Pick<ClientBase, 'query'>, schema: string, jobs: readonly QueuedJob[]): Promise<void> {
  if (!jobs.length) return;
  await client.query(`select from ${schema}.add_jobs(array(select json_populate_recordset(null::${schema}.job_spec, $1::json)))`,
    [JSON.stringify(jobs)]);
}

/** What the queue has to say, as far as an operator needs it. */
export function queueLogger(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === 'error') log.error({ part: 'queue' }, message);
    else if (level === 'warning') log.warn({ part: 'queue' }, message);
  });
}
