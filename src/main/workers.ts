import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ConfigProblem } from '../platform/index.ts';
import { atEnd, isEnding } from './endings.ts';
import { delayOf } from './back-off.ts';
import type { Orders, Report } from './worker.ts';

/** How long a worker may take to finish what it has begun (ms); then it is killed. */
const patience = 10_000;

/**
 * Starts the processes that answer visitors, on one shared port, and replaces those that die.
 * @throws ConfigProblem when the first of them cannot serve
 */
export async function startWorkers(count: number, orders: Orders, log: Logger): Promise<void> {
  atEnd(stopWorkers);
  await Promise.all(Array.from({ length: count }, () => startWorker(orders)));
  const begun = new Map<number, number>();
  let soonDead = 0;
  cluster.on('fork', ({ id }) => { begun.set(id, performance.now()); });
  cluster.on('exit', (worker, code, signal) => {
    if (isEnding()) return;
    const lived = performance.now() - (begun.get(worker.id) ?? 0);
    begun.delete(worker.id);
    const { delay, deaths } = delayOf(lived, soonDead);
    soonDead = deaths;
    log.error({ part: 'workers', code, signal, lived: Math.round(lived), delay }, 'a process that answers visitors died; starting another');
    void sleep(delay).then(() => (isEnding() ? undefined : startWorker(orders))).catch((error: unknown) => {
      // It has ended by now, so the next one is already waited for.
      if (!isEnding()) log.error({ part: 'workers', message: (error as Error).message }, 'a process that answers visitors could not start');
    });
  });
}

async function startWorker(orders: Orders): Promise<void> {
  const worker = cluster.fork();
  worker.once('online', () => { worker.send(orders); });
  const ended = once(worker, 'exit').then((): Report => ({ fault: 'a process that answers visitors ended before it served' }));
  const report = await Promise.race([firstReport(worker), ended]);
  if ('problem' in report) throw new ConfigProblem(report.problem.setting, report.problem.reason, report.problem.remedy);
  if ('fault' in report) throw new Error(report.fault);
}

/** Others talk over the same channel: metrics, and cluster itself. */
function firstReport(worker: Worker): Promise<Report> {
  return new Promise((resolve) => {
    const listen = (message: Report | { type: string }) => {
      if (!('serving' in message || 'problem' in message || 'fault' in message)) return;
      worker.off('message', listen);
      resolve(message);
    };
    worker.on('message', listen);
  });
}

async function stopWorkers(): Promise<void> {
  await Promise.all(Object.values(cluster.workers ?? {}).map(async (worker) => {
    if (!worker || worker.isDead()) return;
    const ended = once(worker, 'exit');
    if (worker.isConnected()) worker.send('end', () => undefined);
    const late = setTimeout(() => { worker.process.kill('SIGKILL'); }, patience);
    await ended;
    clearTimeout(late);
  }));
}
