import pg from 'pg';
import { placeOf, q } from '../../src/cases/store/tables.ts';
import { asUuid } from '../../src/platform/index.ts';
import { fetchPage } from '../browser.ts';
import { makeTown, type Town } from '../house.ts';
import type { BenchAddress } from '../postgres.ts';
import { startProcess, type Child } from '../process.ts';
import { inTurn, middleRound, ratioOf, type Outcome } from '../result.ts';
import { cores, type Cost, type Stage, type Wish } from '../stage.ts';

const few = 10_000;

interface Place {
  town: Town;
  server: Child;
  port: number;
  pages: Readonly<Record<string, { path: string; headers: Record<string, string> }>>;
}

/** My pages and the work list among many cases, against the same pages among 10,000: each in a database and a process of its own. */
export async function lists(stage: Stage, wish: Wish): Promise<Outcome[]> {
  const many = wish.large ? 10_000_000 : wish.full ? 1_000_000 : 100_000;
  const places: Place[] = [];
  try {
    places.push(await furnish(await stage.postgres.another('few'), few));
    places.push(await furnish(await stage.postgres.another('many'), many));
    const [small, large] = places as [Place, Place];
    const outcomes: Outcome[] = [];
    for (const name of Object.keys(small.pages)) {
      const load = (place: Place, count: number) => stage.under(place.server, {
        port: place.port, count, seconds: 10, visitors: Array.from({ length: 4 }, () => ({ headers: place.pages[name]!.headers, steps: [{ method: 'GET' as const, path: place.pages[name]!.path, expect: 200 }] })),
      });
      for (const place of places) await load(place, 250);
      const rounds = await inTurn(5, async () => ({ many: await load(large, 150), few: await load(small, 150) }));
      const all = ({ node, postgres = 0 }: Cost) => node + postgres;
      const ratio = (one: { many: Cost; few: Cost }) => all(one.many) / all(one.few);
      const middle = middleRound(rounds, ratio);
      const { node, postgres, generator } = middle.many;
      outcomes.push(ratioOf(`${name}, ${many.toLocaleString('en')} cases`, all(middle.many), all(middle.few), 1.2, 'µs node + postgres', {
        cpu: { node, generator, ...(postgres !== undefined && { postgres }) }, notes: [
          `ratio round by round: ${rounds.map((one) => ratio(one).toFixed(2)).join(', ')}`
            + (postgres === undefined ? '' : `; PostgreSQL alone: ${rounds.map((one) => (one.many.postgres! / one.few.postgres!).toFixed(2)).join(', ')}`),
        ],
      }));
    }
    return outcomes;
  } finally {
    for (const { town, server } of places) {
      await server.end();
      await town.open.pools.end();
    }
  }
}

/** A municipality with so many cases; one resident with three of them, sent in through the door, one officer with forty. */
async function furnish(address: BenchAddress, count: number): Promise<Place> {
  const town = await makeTown(address);
  const server = startProcess('server.ts', { core: cores.measured });
  const port = await server.ask<number>('listen', address);
  const [resident, officer] = [await town.resident('Många'), await town.officer('Åsa Många')];
  for (let sent = 0; sent < 3; sent++) {
    const draft = await town.draft(resident.id);
    const { status } = await fetchPage(port, `/bench/skicka/${draft.id}`, resident.headers, { body: `hash=${encodeURIComponent(draft.hash)}`, type: 'application/x-www-form-urlencoded' });
    if (status !== 303) throw new Error(`an application could not be sent in: ${status}`);
  }
  await fill(town, address.url, count, officer.id);
  await nameOwn(town, officer.id);
  return { town, server, port, pages: {
    'My pages': { path: '/mina-sidor', headers: resident.headers },
    'work list, mine': { path: '/handlaggning?visa=mina', headers: officer.headers },
    'work list, new': { path: '/handlaggning?visa=nya', headers: officer.headers },
  } };
}

/** Whom the officer's own cases are about, sealed as in production: their list opens them. */
async function nameOwn({ id, open: { house } }: Town, officer: string): Promise<void> {
  await house.db.system(id, 'bench', async (tx) => {
    const own = await tx.all(q.selectFrom('cases.party as p').innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 'p.tenant_id').onRef('c.id', '=', 'p.case_id'))
      .select(['p.id', 'p.case_id']).where('p.tenant_id', '=', tx.tenant).where('c.assignee_id', '=', officer).where('c.closed_at', 'is', null));
    for (const party of own) {
      const key = await tx.createKey();
      const facts = { givenName: 'Prov', familyName: 'Person', number: '189001019802', birthDate: '1890-01-01', protection: 'none' };
      await tx.run(q.updateTable('cases.party').set({ facts_cipher: await tx.sealJson(key, placeOf('cases.party', asUuid(party.id), 'facts_cipher'), facts) })
        .where('tenant_id', '=', tx.tenant).where('id', '=', party.id));
    }
  });
}

/**
 * Cases of five years: nine of ten decided and closed, a twentieth of the open ones untaken, forty open for each officer, three
 * for each person. What is sealed is noise, but in the
 * officer's own cases: nobody who is measured opens it.
 */
async function fill({ id, version, authorityId, unitIds }: Town, url: string, count: number, officer: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url, options: '-c app.migrating=on -c synchronous_commit=off' });
  await owner.connect();
  // The same ids in every table, so that one is found from the number of the case.
  const of = (kind: string, number = 'i') => `md5('${kind}' || ${number})::uuid`;
  const step = 50_000;
  try {
    for (let from = 1; from <= count; from += step) {
      const series = `generate_series(${from}, ${Math.min(count, from + step - 1)}) i`;
      const common = `'${id}'::uuid`;
      const authority = `'${authorityId}'::uuid`;
      const arrived = `now() - (i % 1825) * interval '1 day'`;
      const unit = `(array['${unitIds.join('\',\'')}']::uuid[])[1 + i % ${unitIds.length}]`;
      await owner.query(`insert into cases.case_file (tenant_id, id, authority_id, unit_id, service, version_id, number, title, register, confidentiality, channel, key_id, state,
          assignee_id, arrived_at, arrived_day, complete_at, law_due, promise_due, next_due, last_event_at, outside_event_at, records, decided_at, closed_at, closed_why)
        select ${common}, ${of('case')}, ${authority}, ${unit}, 'transportService', '${version.id}', 'B ' || i, 'Ansökan om färdtjänst', 'diary', 3, 'web', ${of('key')},
          case when i % 10 = 0 then 'inquiry' else 'closed' end,
          case when i % 200 = 0 then null when i <= 400 then '${officer}'::uuid else ${of('officer', '(i / 400)')} end,
          ${arrived}, (${arrived})::date, ${arrived}, (${arrived})::date + 180, (${arrived})::date + 28, (${arrived})::date + 28, ${arrived}, ${arrived}, 1,
          case when i % 10 = 0 then null else ${arrived} + interval '20 days' end, case when i % 10 = 0 then null else ${arrived} + interval '60 days' end,
          case when i % 10 = 0 then null else 'decided' end from ${series}`);
      await owner.query(`insert into cases.party (tenant_id, id, case_id, authority_id, person_id, role, facts_cipher, added_at)
        select ${common}, ${of('party')}, ${of('case')}, ${authority}, ${of('person', '(i / 3)')}, 'applicant', decode(repeat(md5(i::text), 12), 'hex'), ${arrived} from ${series}`);
      await owner.query(`insert into cases.entry (tenant_id, id, case_id, authority_id, kind, at, part, author_kind)
        select ${common}, ${of('entry')}, ${of('case')}, ${authority}, 'received', ${arrived}, 'all', 'resident' from ${series}`);
      await owner.query(`insert into cases.decision (tenant_id, id, case_id, authority_id, unit_id, type, outcome, number, decided_by, decided_at, delegation_point, reported, content_cipher)
        select ${common}, ${of('decision')}, ${of('case')}, ${authority}, ${unit}, 'main', 'granted', 1, '${officer}', ${arrived}, '5.3', false, decode(repeat(md5(i::text), 30), 'hex')
        from ${series} where i % 10 <> 0`);
      await owner.query(`insert into cases.notification (tenant_id, id, case_id, decision_id, authority_id, party_id, how, appealable, sent_at, served_at, served_how, final_at)
        select ${common}, ${of('notification')}, ${of('case')}, ${of('decision')}, ${authority}, ${of('party')}, 'myPages', true, ${arrived}, ${arrived}, 'opened', ${arrived}
        from ${series} where i % 10 <> 0`);
    }
    for (const table of ['case_file', 'party', 'entry', 'decision', 'notification']) await owner.query(`vacuum analyze cases.${table}`);
  } finally {
    await owner.end();
  }
}
