import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { House } from '../house.ts';
import { asUuid, type Uuid } from '../ids.ts';
import type { Room } from '../room.ts';
import { tenantList } from '../tenants.ts';
import { deliver } from './deliver.ts';
import { Liveness } from './liveness.ts';
import { addJobs, prepareQueue, queueLogger, type Tasks } from './queue.ts';
import { relayEvents } from './relay.ts';
import { scheduledWork, type ScheduledWork } from './scheduled.ts';

export interface WorkOptions {
  /** where graphile-worker keeps its tables; a test gives one of its own */
  schema?: string;
  /** only events and work of these tenants; default all. For tests, which share a database. */
  tenants?: readonly Uuid[];
  /** how often the outbox is looked in for events of other processes, ms */
  pollInterval?: number;
  /** events and scheduled work handled at once in this process */
  concurrency?: number;
}

export interface Work {
  /** Waits for what has begun; what has not is left for the next start, or another process. */
  stop(): Promise<void>;
}

/** How often a process looks for jobs that a killed one left behind (ms). */
const sweepInterval = 10_000;

/** How long workers that end by themselves are waited for (ms). */
const endingPatience = 5_000;

/**
 * Handles events after commit, at least once each, and does scheduled work in every tenant. Any number of processes may
 * do it at once: an event goes to one of them, and a clock strikes once. A handler that throws is tried again, 25 times
 * over about three days.
 */
export async function startWork(house: House, rooms: readonly Room[], options: WorkOptions = {}): Promise<Work> {
  const { schema = 'graphile_worker', tenants, pollInterval = 1_000, concurrency = 4 } = options;
  if (!/^[a-z_0-9]+$/.test(schema)) throw new Error('a schema of the job queue is named by small letters');
  const relay = house.db.pools.relay;
  await prepareQueue(relay, schema, house.log);
  const stopping = new AbortController();
  const scheduled = scheduledWork(rooms);
  const work = { house, rooms, schema, scheduled, tenants };
  const loops = [
    relayLoop(work, pollInterval, stopping.signal),
    workerLoop(work, concurrency, stopping.signal),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

interface Shared {
  house: House;
  rooms: readonly Room[];
  schema: string;
  scheduled: readonly ScheduledWork[];
  tenants: readonly Uuid[] | undefined;
}

/** Moves events when this process has committed some, and now and then for those of others. */
async function relayLoop({ house, rooms, schema, tenants }: Shared, pollInterval: number, stopping: AbortSignal): Promise<void> {
  let pending = false;
  let wake: () => void = () => undefined;
  const stopListening = house.db.onEvents(() => { pending = true; wake(); });
  stopping.addEventListener('abort', () => wake());
  const wanted = (tenant: Uuid) => tenants?.includes(tenant) ?? true;
  while (!stopping.aborted) {
    pending = false;
    const moved = await relayEvents(house.db.pools.relay, schema, rooms, wanted).catch((error: unknown) => {
      house.log.error({ part: 'relay', ...safeFacts(error) }, 'events could not be moved; trying again');
      return 0;
    });
    if (moved || pending || stopping.aborted) continue;
    const woken = new Promise<void>((resolve) => { wake = resolve; });
    const ended = new AbortController();
    await Promise.race([woken, sleep(pollInterval, undefined, { signal: ended.signal }).catch(() => undefined)]);
    ended.abort();
  }
  stopListening();
}

/** Runs the workers, and starts them again should they end by themselves, as when the database was away for long. */
async function workerLoop(shared: Shared, concurrency: number, stopping: AbortSignal): Promise<void> {
  const { house, schema } = shared;
  const liveness = new Liveness(house.db.pools.relay, schema);
  const sweep = () => liveness.sweep().then(
    (dead) => { if (dead) house.log.warn({ part: 'queue', dead }, 'jobs of killed workers were freed'); },
    (error: unknown) => { house.log.warn({ part: 'queue', ...safeFacts(error) }, 'could not look for killed workers'); });
  let sweeping = sweep();
  const again = () => { sweeping = sweeping.then(sweep); };
  const timer = setInterval(again, sweepInterval);
  while (!stopping.aborted) {
    try {
      const { runner, hung } = await startRunner(shared, concurrency, liveness, stopping);
      again();
      const stop = () => { void runner.stop().catch(() => undefined); };
      if (stopping.aborted) stop();
      stopping.addEventListener('abort', stop);
      const ended = runner.promise.finally(() => stopping.removeEventListener('abort', stop));
      if (await Promise.race([ended, hung]) === 'hung') {
        ended.catch(() => undefined);
        stop();
        house.log.error({ part: 'queue' }, 'the workers neither work nor end; starting others');
      }
    } catch (error) {
      house.log.error({ part: 'queue', ...safeFacts(error) }, 'the workers ended; starting them again');
    }
    if (!stopping.aborted) await sleep(1_000, undefined, { signal: stopping }).catch(() => undefined);
  }
  clearInterval(timer);
  await sweeping;
  liveness.release();
}

/**
 * Starts workers. `hung` resolves when they began to end and had not ended after a while: graphile-worker 0.18 can wait for
 * ever for what it was to write when the database went away (found by test/durability); their jobs are then freed for others.
 */
async function startRunner(
  shared: Shared, concurrency: number, liveness: Liveness, stopping: AbortSignal,
): Promise<{ runner: Runner; hung: Promise<'hung'> }> {
  const { house, schema, scheduled } = shared;
  const events = new EventEmitter() as WorkerEvents;
  const hung = new Promise<'hung'>((resolve) => {
    events.on('pool:gracefulShutdown', ({ workerPool }) => {
      const timer = setTimeout(() => {
        // At a stop of ours all that has begun is waited for; only workers that end by themselves may hang.
        if (stopping.aborted) return;
        liveness.remove(workerPool.id);
        resolve('hung');
      }, endingPatience);
      timer.unref();
      events.on('pool:release', () => { clearTimeout(timer); });
    });
  });
  // Jobs are locked in the name of the pool of workers, not of each worker.
  events.on('pool:create', ({ workerPool }) => { liveness.add(workerPool.id); });
  events.on('pool:release', ({ workerPool }) => { liveness.remove(workerPool.id); });
  const runner = await run({
    pgPool: house.db.pools.relay, schema, concurrency, noHandleSignals: true, events, logger: queueLogger(house.log),
    // graphile-worker 0.18 does not await its note of one job's end, so that a database that dies then ends the process with an
    // unhandled rejection (found by test/durability). Notes in batches, also of one, are handled: the workers end, and start again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: taskList(shared),
    parsedCronItems: parseCronItems(scheduled.map(({ name, cron }) => ({
      task: 'schedule', match: cron, identifier: name, payload: { work: name } satisfies Tasks['schedule'],
      options: { backfillPeriod: 24 * 3_600_000, jobKey: `schedule ${name}` },
    }))),
  });
  return { runner, hung };
}

function taskList(shared: Shared): TaskList {
  const { house, rooms, schema, scheduled } = shared;
  return {
    event: async (payload) => {
      const { room, event } = payload as Tasks['event'];
      await careful(house, `${event.event} to ${room}`, () => deliver(house, rooms, room, { ...event, at: new Date(event.at) }));
    },
    schedule: async (payload) => {
      const { work } = payload as unknown as Tasks['schedule'];
      await careful(house, `schedule ${work}`, async () => {
        const tenants = shared.tenants ?? await house.slots.only(tenantList)(house);
        await addJobs(house.db.pools.relay, schema, tenants.map((tenant) => ({
          identifier: 'work', payload: { work, tenant }, queue_name: tenant, job_key: `${work} ${tenant}`,
        })));
      });
    },
    work: async (payload) => {
      const { work, tenant } = payload as Tasks['work'];
      await careful(house, work, async () => {
        await scheduled.find(({ name }) => name === work)?.run(house, asUuid(tenant));
      });
    },
  };
}

/** graphile-worker stores and logs the message of what was thrown, and a message may quote what somebody wrote. */
async function careful(house: House, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const facts = safeFacts(error);
    house.log.error({ part: 'work', what, ...facts }, 'work failed; it will be tried again');
    throw new Error(`${what}: ${facts.code ?? facts.name}`);
  }
}

function safeFacts(error: unknown): { name: string; code?: string; stack?: string[] } {
  const { name, code, stack } = error as Error & { code?: string };
  return { name, ...(code && { code }), ...(stack && { stack: stack.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8) }) };
}
