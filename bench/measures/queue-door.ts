import { makeLane } from '../../src/queue/actions/make-lane.ts';
import { fetchPage } from '../browser.ts';
import { inTurn, median, middleRound, ratioOf, type Outcome } from '../result.ts';
import { singleInserts } from '../single-inserts.ts';
import type { Cost, Stage } from '../stage.ts';

/** What a rush asks the waiting room: how far it is, and for a place. */
export async function queueDoor(stage: Stage): Promise<Outcome[]> {
  const { house } = stage.town.open;
  const words = { sv: { name: 'Prov', text: '' } };
  await house.db.system(stage.town.id, 'bench', (tx) => makeLane(tx, { slug: 'bench', words, kind: 'always', guards: '/finns-inte', perMinute: 60 }));
  return [await statusRead(stage), ...await durableJoin(stage)];
}

async function statusRead(stage: Stage): Promise<Outcome> {
  const path = '/ko/bench/status';
  const headers = { host: stage.town.host };
  await fetchPage(stage.port, path, headers);
  const first = await fetchPage(stage.port, path, headers);
  await stage.bare.ask('serve', { bytes: first.bytes, headers: Object.fromEntries(Object.entries(first.headers).filter(([name]) => !['date', 'connection', 'keep-alive', 'content-length'].includes(name))) });
  const load = (port: number, count: number) => ({ port, count, seconds: 8, visitors: Array.from({ length: 16 }, () => ({ headers, steps: [{ method: 'GET' as const, path, expect: 200 }] })) });
  await stage.under(stage.server, load(stage.port, 5_000));
  await stage.under(stage.bare, load(stage.barePort, 5_000));
  const rounds = await inTurn(5, async () => ({ ours: await stage.under(stage.server, load(stage.port, 6_000)), bare: await stage.under(stage.bare, load(stage.barePort, 6_000)) }));
  const ratio = (one: { ours: Cost; bare: Cost }) => one.ours.node / one.bare.node;
  const { ours, bare: yardstick } = middleRound(rounds, ratio);
  return ratioOf('waiting room: how far it is', ours.node, yardstick.node, 1.15, 'µs node', { cpu: { node: ours.node, generator: ours.generator }, notes: [
    `${first.bytes.length} bytes; round by round: ${rounds.map((one) => ratio(one).toFixed(2)).join(', ')}; once a second the lane is read anew, in the same process`,
  ] });
}

async function durableJoin(stage: Stage): Promise<Outcome[]> {
  const path = '/ko/bench/plats';
  const headers = { host: stage.town.host, origin: `https://${stage.town.host}`, 'sec-fetch-site': 'same-origin', accept: 'text/html' };
  const load = (port: number, count: number, expect: number) => ({ port, count, seconds: 10, visitors: Array.from({ length: 256 }, () => (
    { headers, steps: [{ method: 'POST' as const, path, body: `id=${'0'.repeat(36)}`, type: 'application/x-www-form-urlencoded', expect }] })) });
  await fetchPage(stage.port, '/ko/bench/status', { host: stage.town.host });
  await stage.under(stage.server, load(stage.port, 2_000, 303));
  const single = await singleInserts(stage.postgres);
  try {
    const rounds = await inTurn(3, async () => ({
      ours: await timed(() => stage.under(stage.server, load(stage.port, 10_000, 303))), bare: await timed(() => stage.under(stage.bare, load(stage.barePort, 10_000, 200))),
      single: await single.insert(3_000),
    }));
    const { ours, bare: yardstick } = middleRound(rounds, (one) => one.ours.each / one.bare.each);
    const cost = ours.of.node / yardstick.of.node;
    return [
      ratioOf('waiting room: a durable place, by time', ours.each, yardstick.each, 2.5, 'µs wall', { cpu: { node: ours.of.node, ...(ours.of.postgres !== undefined && { postgres: ours.of.postgres }), generator: ours.of.generator },
        notes: [`answered after commit; ${(1e6 / ours.each).toFixed(0)} a second of one process with 256 connections; CPU of node alone is ${cost.toFixed(2)} times the yardstick's`] }),
      ratioOf('waiting room: a durable place against a single insert', ours.each, median(rounds.map((one) => one.single)), 0.5, 'µs wall', { notes: [`the yardstick is ${single.by}: one row, one commit`] }),
    ];
  } finally {
    await single.end();
  }
}

async function timed(work: () => Promise<Cost>): Promise<{ each: number; of: Cost }> {
  const began = performance.now();
  const of = await work();
  return { each: (performance.now() - began) * 1000 / of.done.steps, of };
}
