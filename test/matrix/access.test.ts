import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import pg from 'pg';
import { closePdf, isUuid, type Route } from '../../src/platform/index.ts';
import { allRoutes } from '../../src/platform/server/server.ts';
import { rooms } from '../../src/sprang.ts';
import { safe } from '../security/safe.ts';
import { actorNames, actors, strangers, type ActorName } from './actors.ts';
import { call, outcomeOf } from './call.ts';
import { matrixDocument } from './document.ts';
import { expected, type Outcome } from './expect.ts';
import type { Row } from './row.ts';
import { rows } from './rows.ts';
import type { Things } from './things.ts';
import { makeWorld } from './world.ts';
import { serve, testHouse, type Client, type ClientResponse } from '../support/index.ts';

const house = await testHouse({ rooms });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const world = await makeWorld(house, server);
const shared = await world.things();
const owner = new pg.Client({ connectionString: house.ownerUrl, options: '-c app.migrating=on' });
await owner.connect();
house.atEnd(() => owner.end());
const keptByTable = await fingerprintQuery();
const routes = allRoutes(rooms);
const nameOf = ({ method, path }: Route) => `${method} ${path}`;

test('every route has a row, and every row a route', () => {
  assert.deepEqual(routes.map(nameOf).filter((name) => !(name in rows)), [], 'routes without a row in test/matrix/rows');
  assert.deepEqual(Object.keys(rows).filter((name) => !routes.some((route) => nameOf(route) === name)), [], 'rows without a route');
});

test('the written matrix is what the rows and rules say', () => {
  const file = join(import.meta.dirname, '../../docs/access-matrix.md');
  assert.ok(readFileSync(file, 'utf8') === matrixDocument(rooms), 'docs/access-matrix.md is old: run node start.mjs test/matrix/write.ts');
});

describe('who is refused gets a page that obeys its policy, leaves a trace and changes nothing', () => {
  // On things that nobody has been let in to yet.
  let kept: Record<string, string>;
  for (const route of routes) {
    const row = rows[nameOf(route)];
    if (!row) continue;
    test(nameOf(route), async () => {
      kept ??= await fingerprint();
      const traces = await refusalsFrom(route);
      for (const actor of actorNames.filter((name) => expected(route, row, name) !== 'in')) await refusedCall(route, row, actor, traces);
      assert.deepEqual(await fingerprint(), kept, 'a refused call changed something');
    });
  }
});

describe('who has to do with it is let in, to a page that obeys its policy', () => {
  for (const route of routes) {
    const row = rows[nameOf(route)];
    if (!row) continue;
    test(nameOf(route), async () => {
      for (const actor of actorNames.filter((name) => expected(route, row, name) === 'in')) await allowedCall(route, row, actor);
    });
  }
});

/** Who is refused has changed nothing, and may knock with the same browser at the next door. */
const knocking = new Map<ActorName, Client>();
async function browserOf(actor: ActorName): Promise<Client> {
  const known = knocking.get(actor) ?? await world.browser(actor);
  knocking.set(actor, known);
  return known;
}

async function refusedCall(route: Route, row: Row, actor: ActorName, traces: () => Promise<number>): Promise<void> {
  const want = expected(route, row, actor);
  const response = await call(await browserOf(actor), route, row, shared);
  const got = outcomeOf(response, inRealm(route, actor));
  // Whoever must state a reason before reading or changing something may be led to the page that asks.
  const led = want === 'reason' && response.location?.pathname === `/handlaggning/arenden/${shared.case}`;
  assert.equal(led ? 'reason' : got, want, actor);
  saysNothing(response, actor);
  safe(response, actor);
  const left = await traces();
  if (leavesTrace(route, actor, want)) assert.equal(left, 1, `${actor}: the refused attempt is not in the audit`);
}

async function allowedCall(route: Route, row: Row, actor: ActorName): Promise<void> {
  // What is done is done to things of one's own, where the row names any.
  const things: Things = route.method === 'POST' && namesThings(row) ? await world.things() : shared;
  const response = await call(await world.browser(actor), route, row, things);
  assert.equal(outcomeOf(response, inRealm(route, actor)), 'in', actor);
  safe(response, actor);
  if (strangers.includes(actor) && !row.shownTo?.includes(actor)) saysNothing(response, actor);
}

function namesThings(row: Row): boolean {
  return row.of !== 'nobody' || /\{[a-zA-Z]+\}/.test(JSON.stringify(row));
}

function inRealm(route: Route, actor: ActorName): boolean {
  return actors[actor].realm === (route.access.who === 'staff' ? 'staff' : 'resident');
}

function saysNothing(response: ClientResponse, actor: ActorName): void {
  for (const secret of world.secrets) assert.ok(!response.text.includes(secret), `${actor} was answered with "${secret}"`);
}

/** Someone who is known and refused, and anybody who tries a door of staff. */
function leavesTrace(route: Route, actor: ActorName, outcome: Outcome): boolean {
  if (route.access.who === 'anyone' || outcome === 'reason') return false;
  return inRealm(route, actor) || route.access.who === 'staff';
}

/** @returns how many refused attempts at the route have come into the audit since it was last asked */
async function refusalsFrom(route: Route): Promise<() => Promise<number>> {
  const event = typeof route.audit === 'string' ? route.audit : nameOf(route);
  // Only what transactions after this one wrote, by the index that sealing uses: to count them all for every call took most of this file's time.
  const [begun] = await house.asOwner<{ xid: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as xid');
  let seen = 0;
  return async () => {
    const [row] = await house.asOwner<{ count: number }>(`select count(*)::int as count from platform.audit_entry
      where tenant_id = any($1) and block is null and xid >= $2::xid8 and event = $3 and outcome = 'refused'`, [world.tenants, begun!.xid, event]);
    const more = row!.count - seen;
    seen = row!.count;
    return more;
  };
}

/**
 * What both organisations keep, but for what a refused call is to leave: its audit, when the session was seen, what was typed. By how many
 * rows there are and the last transaction that wrote one: every row that is added, changed or taken away shows, and none need be read whole.
 * Prepared: to plan so many tables takes longer than to look at them.
 */
async function fingerprint(): Promise<Record<string, string>> {
  const { rows: found } = await owner.query<{ name: string; sum: string }>({ name: 'kept', text: keptByTable });
  return Object.fromEntries(found.map(({ name, sum }) => [name, sum]));
}

async function fingerprintQuery(): Promise<string> {
  const left = ['platform.audit_entry', 'identity.session', 'services.stash'];
  const tables = await house.asOwner<{ name: string }>(`
    select table_schema || '.' || table_name as name from information_schema.columns
    where column_name = 'tenant_id' and table_schema = any($1) order by 1`, [rooms.map(({ name }) => name)]);
  assert.ok(world.tenants.every(isUuid));
  return tables.filter(({ name }) => !left.includes(name)).map(({ name }) =>
    `select '${name}' as name, count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) as sum from ${name}
      where tenant_id in (${world.tenants.map((id) => `'${id}'`).join(', ')})`).join(' union all ');
}
