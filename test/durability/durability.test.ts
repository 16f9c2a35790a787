import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { makeKnown } from '../../src/identity/index.ts';
import { verifyAudit, type House, type Uuid } from '../../src/platform/index.ts';
import { Ledger } from './ledger.ts';
import { work, type Desk } from './load.ts';
import { Product } from './product.ts';
import { seeded } from './random.ts';
import { browserOf, houseOf, settle, writeDraft, writeEntries, type Inhabitants } from './town.ts';
import { halves, unhandled, verifyOperations } from './verify.ts';

/** 20 in every run; 1,000 in the long one. */
const kills = Number(process.env.TEST_KILLS ?? (process.env.TEST_FULL ? 1_000 : 20));
const seed = Number(process.env.TEST_SEED ?? 20261122);
const clients = 8;
const entriesEach = 25;

const product = new Product();
after(() => product.end());

test(`killed ${kills} times under load, what was acknowledged is there once and whole, and nothing is half`, async (t) => {
  const random = seeded(seed);
  const ledger = new Ledger();
  await product.start();
  const inhabitants = await withHouse(async (house) => {
    const made = await settle(house, clients);
    await house.db.system(made.town.id, 'test', async (tx) => { for (const person of made.people) await makeKnown(tx, made.town.authority('tekniska-namnden'), person); });
    return made;
  });
  const tenant = inhabitants.town.id;
  const killed = { application: 0, database: 0, both: 0 };
  let checked = 0;
  for (let round = 0; round < kills; round++) {
    const desks = await withHouse((house) => prepare(house, inhabitants, ledger, desksBefore));
    desksBefore = desks;
    const kind = (['application', 'database', 'database', 'both'] as const)[Math.floor(random() * 4)]!;
    await underLoad(desks, ledger, random, () => kill(kind));
    await recover(kind);
    killed[kind] += 1;
    await withHouse(async (house) => {
      await verifyOperations(house, tenant, ledger.operations.slice(checked), ledger);
      await noneHalf(halves);
    });
    checked = ledger.operations.length;
  }
  await settled();
  await withHouse(async (house) => {
    await verifyOperations(house, tenant, ledger.operations, ledger);
    await noneHalf(halves);
    await noneHalf(unhandled);
    const { findings } = await verifyAudit(house, tenant);
    assert.deepEqual(findings, [], 'the sealed audit');
  });
  for (const line of [`seed ${seed}; killed: ${JSON.stringify(killed)}`, ...ledger.counts()]) t.diagnostic(line);
  for (const kind of ['submission', 'message', 'decision', 'save'] as const) {
    assert.ok(ledger.of(kind).some(({ known }) => known === 'acknowledged'), `no ${kind} was acknowledged: the test says nothing of it`);
  }
});

let desksBefore: readonly Desk[] = [];

/** New applications to send in, for each client; what it had made before stays with it. */
async function prepare(house: House, inhabitants: Inhabitants, ledger: Ledger, before: readonly Desk[]): Promise<Desk[]> {
  const desks: Desk[] = [];
  for (let n = 0; n < clients; n++) {
    const left = before[n]?.entries ?? [];
    const entries = await writeEntries(house, inhabitants, n, Array.from({ length: Math.max(0, entriesEach - left.length) }, () => ledger.marker()));
    desks.push({
      officer: browserOf(product, inhabitants, 'staff', n), resident: browserOf(product, inhabitants, 'residents', n), entries: [...left, ...entries],
      draft: before[n]?.draft ?? await writeDraft(house, inhabitants, n), cases: (before[n]?.cases ?? []).slice(-20),
    });
  }
  return desks;
}

/**
 * All clients work; when a number of things that chance chooses have been acknowledged, and a moment more, the kill comes in the
 * middle of what they do. Counted in things and not in time, so that a slow machine tests as much as a fast one.
 */
async function underLoad(desks: readonly Desk[], ledger: Ledger, random: () => number, strike: () => Promise<void>): Promise<void> {
  let stopped = false;
  const enough = ledger.acknowledged + 10 + Math.floor(random() * 40);
  const working = desks.map((desk) => work(desk, ledger, seeded(Math.floor(random() * 2 ** 32)), () => stopped));
  const end = performance.now() + 20_000;
  while (ledger.acknowledged < enough && performance.now() < end) await sleep(5);
  try {
    await sleep(random() * 60);
    await strike();
  } finally {
    // A database that is away is also something that clients meet: they go on for a while, and give up by themselves.
    await sleep(random() * 300);
    stopped = true;
    await Promise.all(working);
  }
}

type Kind = 'application' | 'database' | 'both';

async function kill(kind: Kind): Promise<void> {
  if (kind !== 'application') product.killDatabase();
  if (kind !== 'database') await product.killApplication();
}

async function recover(kind: Kind): Promise<void> {
  if (kind === 'database') await product.ready();
  else await product.start();
}

async function noneHalf(queries: Readonly<Record<string, string>>): Promise<void> {
  for (const [what, sql] of Object.entries(queries)) {
    const rows = await asOwner<{ id: Uuid }>(sql);
    assert.deepEqual(rows.slice(0, 5), [], what);
  }
}

/** Waits until every event has been moved, delivered and handled. @throws when nothing more happens */
async function settled(): Promise<void> {
  const end = performance.now() + 180_000;
  for (;;) {
    const [outbox] = await asOwner<{ n: number }>('select count(*)::int as n from platform.outbox');
    const waiting = await asRelay<{ n: number }>(`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'event'`);
    if (outbox!.n === 0 && waiting[0]!.n === 0) return;
    if (performance.now() > end) throw new Error(`left unhandled: ${outbox!.n} in the outbox, ${waiting[0]!.n} in the queue`);
    await sleep(250);
  }
}

async function withHouse<T>(use: (house: House) => Promise<T>): Promise<T> {
  const { house, close } = houseOf(product);
  try {
    return await use(house);
  } finally {
    await close();
  }
}

async function asOwner<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: product.databaseUrl(), options: '-c app.migrating=on' });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function asRelay<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  return withHouse(async (house) => (await house.db.pools.relay.query<Row>(sql)).rows);
}
