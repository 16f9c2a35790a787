import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readConfig, type Config } from './config.ts';
import { ConfigProblem, Masters, buildServer, migrate, openLog, serveMetrics, startEmbedded, startWork, type Filling } from './platform/index.ts';
import { openHouse, rooms } from './sprang.ts';

/** What must be ended, the last begun first. */
const endings: (() => Promise<unknown>)[] = [];

try {
  await start(readConfig(process.env));
} catch (error) {
  await end();
  console.error(error instanceof ConfigProblem ? `\nSprång kan inte starta.\n${explain(error)}\n` : error);
  process.exit(1);
}

/** Starts the installation: database, migrations, demonstration if it is on, background work, web server. In that order. */
async function start(config: Config): Promise<void> {
  onSignal();
  const log = openLog(config.logLevel);
  mkdirSync(config.varDirectory, { recursive: true });
  const url = config.databaseUrl ?? await startDatabase(config);
  const masters = new Masters(config.masterKeys.length ? config.masterKeys : [ownMasterKey(config.varDirectory)]);
  await migrate(url, masters.oldest);
  const demonstration = config.demo ? await import('../demo/index.ts') : undefined;
  const demo = await demonstration?.startDemonstration(config, log);
  if (demo) endings.push(demo.stop);
  const fills: Filling[] = demo?.fills ?? [];
  const { house, pools } = openHouse(url, masters, { ...config, issuers: [...config.issuers, ...(demo?.issuers ?? [])] }, fills);
  endings.push(() => pools.end());
  await demo?.fillHouse(house, rooms);
  const work = await startWork(house, rooms);
  endings.push(() => work.stop());
  const app = await buildServer(house, rooms, { trustedProxy: config.trustedProxy, ready: readiness(pools) });
  endings.push(() => app.close());
  if (config.metricsPort) {
    const metrics = await serveMetrics(config.metricsPort);
    endings.push(async () => { metrics.close(); });
  }
  await listen(app, config.port);
  console.log(welcome(config, demo?.ways ?? []));
}

async function startDatabase(config: Config): Promise<string> {
  const database = await startEmbedded({ directory: join(config.varDirectory, 'database'), log: (message) => { console.log(message); } });
  endings.push(() => database.stop());
  return database.url;
}

/** The demonstration makes a master key of its own once; in production it is given from outside. */
function ownMasterKey(varDirectory: string): Buffer {
  const file = join(varDirectory, 'master.key');
  try {
    return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  } catch {
    const key = randomBytes(32);
    writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600 });
    return key;
  }
}

function readiness(pools: { resident: { query(sql: string): Promise<unknown> }; relay: { query(sql: string): Promise<unknown> } }) {
  return async () => {
    const answers = async (pool: { query(sql: string): Promise<unknown> }) => pool.query('select 1').then(() => true, () => false);
    const parts = { database: await answers(pools.resident), outbox: await answers(pools.relay) };
    return { ready: Object.values(parts).every(Boolean), parts };
  };
}

async function listen(app: { listen(options: { port: number; host: string }): Promise<string> }, port: number): Promise<void> {
  try {
    await app.listen({ port, host: '::' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new ConfigProblem('PORT', `${port} används redan av ett annat program`, 'Stäng det andra programmet, eller starta med en annan port, till exempel PORT=3100');
  }
}

function welcome(config: Config, ways: readonly string[]): string {
  const lines = [`Språng svarar på ${config.publicAddress.origin}`, ...ways];
  return ['', ...lines, '', 'Avsluta med Ctrl-C.', ''].join('\n');
}

function explain({ setting, reason, remedy }: ConfigProblem): string {
  return `  ${setting}: ${reason}\n  ${remedy}`;
}

function onSignal(): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void end().then(() => process.exit(0));
    });
  }
}

/** Ends everything that was begun; one part that fails to end does not keep the others from it. */
async function end(): Promise<void> {
  for (const stop of endings.reverse().splice(0)) await stop().catch((error: unknown) => { console.error(error); });
}
