import cluster from 'node:cluster';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type Config } from './config.ts';
import { atEnd, endAll, endOnSignal, explain } from './main/endings.ts';
import { findMasterKeys, followMasterKeys } from './main/master-keys.ts';
import { serve } from './main/serve.ts';
import { untilDatabaseAnswers } from './main/while-away.ts';
import { runWorker } from './main/worker.ts';
import { startWorkers } from './main/workers.ts';
import { Masters, migrate, openLog, serveMetrics, startEmbedded, startWork } from './platform/index.ts';
import { openHouse, rooms } from './sprang.ts';

if (cluster.isWorker) {
  await runWorker();
} else {
  try {
    endOnSignal();
    await start(readConfig(process.env));
  } catch (error) {
    await endAll();
    console.error(explain(error));
    process.exit(1);
  }
}

/**
 * Starts the installation: database, migrations, demonstration if it is on, background work, and then the web server in this
 * process, or in several that share its port (SPRANG_WORKERS).
 */
async function start(config: Config): Promise<void> {
  const log = openLog(config.logLevel);
  mkdirSync(config.varDirectory, { recursive: true });
  if (config.databaseUrl) await untilDatabaseAnswers(config.databaseUrl, config, log);
  const url = config.databaseUrl ?? await startDatabase(config);
  const masterKeys = findMasterKeys(config);
  const masters = new Masters(masterKeys);
  await migrate(url, masters.oldest);
  const demo = config.demo ? await (await import('../demo/index.ts')).startDemonstration(config, log) : undefined;
  if (demo) atEnd(demo.stop);
  const issuers = demo?.issuers ?? [];
  const { house, clock, pools } = openHouse(url, masters, { ...config, issuers: [...config.issuers, ...issuers] }, demo?.fills);
  atEnd(() => pools.end());
  await clock.follow(pools.jobs);
  followMasterKeys(house, config);
  await demo?.fillHouse(house, rooms);
  const work = await startWork(house, rooms);
  atEnd(() => work.stop());
  if (config.workers === 1) await serve(house, pools, config);
  else await startWorkers(config.workers, { url, masterKeys: masterKeys.map((key) => key.toString('base64')), issuers }, log);
  if (config.metricsPort) {
    const metrics = await serveMetrics(config.metricsPort);
    atEnd(async () => { metrics.close(); });
  }
  console.log(['', `Språng svarar på ${config.publicAddress.origin}`, ...(demo?.ways ?? []), '', 'Avsluta med Ctrl-C.', ''].join('\n'));
}

async function startDatabase(config: Config): Promise<string> {
  const database = await startEmbedded({ directory: join(config.varDirectory, 'database'), log: (message) => { console.log(message); } });
  atEnd(() => database.stop());
  return database.url;
}
