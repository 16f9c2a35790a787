import { once } from 'node:events';
import { readConfig } from '../config.ts';
import { ConfigProblem, Masters, metricsOfWorker, type Filling, type Issuer } from '../platform/index.ts';
import { openHouse } from '../sprang.ts';
import { atEnd, endAll, endOnSignal, endProcess } from './endings.ts';
import { followMasterKeys } from './master-keys.ts';
import { serve } from './serve.ts';

/** What the first process tells each that answers visitors. By message, never in the environment: others can read that. */
export interface Orders {
  url: string;
  /** base64, newest first */
  masterKeys: readonly string[];
  /** those of the demonstration; others are read from the settings */
  issuers: readonly Issuer[];
}

/** What a worker tells back: that it serves, or why it cannot. */
export type Report = { serving: true } | { problem: { setting: string; reason: string; remedy: string } } | { fault: string };

/** A process that only answers visitors: the first one has the database, migrations, demonstration and background work. */
export async function runWorker(): Promise<void> {
  endOnSignal();
  process.on('message', (message) => { if (message === 'end') endProcess(); });
  metricsOfWorker();
  try {
    const [orders] = await once(process, 'message') as [Orders];
    const config = readConfig(process.env);
    // The simulated register has no state: every process makes its own.
    const fills: Filling[] = config.demo ? (await import('../../demo/registers.ts')).demoRegisters() : [];
    const masters = new Masters(orders.masterKeys.map((key) => Buffer.from(key, 'base64')));
    const { house, clock, pools } = openHouse(orders.url, masters, { ...config, issuers: [...config.issuers, ...orders.issuers] }, fills);
    atEnd(() => pools.end());
    await clock.follow(pools.jobs);
    followMasterKeys(house, config);
    await serve(house, pools, config);
    report({ serving: true });
  } catch (error) {
    const { setting, reason, remedy } = error as ConfigProblem;
    report(error instanceof ConfigProblem ? { problem: { setting, reason, remedy } } : { fault: (error as Error).stack ?? String(error) });
    await endAll();
    process.exit(1);
  }
}

function report(report: Report): void {
  process.send!(report);
}
