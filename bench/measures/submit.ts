import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { readCaseNumber } from '../../src/cases/index.ts';
import { roleName, rolePassword } from '../../src/platform/database/pools.ts';
import type { Visitor } from '../generator.ts';
import { findPgbench, noPgbench } from '../pgbench.ts';
import { inTurn, middleRound, ratioOf, type Outcome } from '../result.ts';
import type { Stage } from '../stage.ts';

const count = 250;
const people = 8;

/** A signed application sent in over HTTP, committed durably; against pgbench that writes the same rows, and against a bare POST. */
export async function submit(stage: Stage): Promise<Outcome[]> {
  const bodies = { type: 'application/x-www-form-urlencoded' };
  const applicants = await inTurn(people, () => stage.town.resident('Sökande'));
  const visitors = () => Promise.all(applicants.map(async ({ id, headers }): Promise<Visitor> => ({
    headers, once: true,
    steps: (await inTurn(Math.ceil(count / people), () => stage.town.draft(id))).map((draft) => ({
      method: 'POST' as const, path: `/bench/skicka/${draft.id}`, expect: 303, body: `hash=${encodeURIComponent(draft.hash)}`, ...bodies,
    })),
  })));
  const ours = async () => stage.under(stage.server, { port: stage.port, visitors: await visitors(), count, seconds: 20 });
  const bare = () => stage.under(stage.bare, { port: stage.barePort, count: 4_000, seconds: 6, visitors: applicants.map(({ headers }) => ({
    headers, steps: [{ method: 'POST' as const, path: '/', expect: 200, body: `hash=${'x'.repeat(64)}`, ...bodies }],
  })) });
  await ours();
  await bare();
  const pgbench = stage.postgres.cpu && findPgbench(stage.postgres);
  const script = pgbench && await sameRows(stage);
  const login = { user: roleName('resident'), password: rolePassword(stage.postgres.master, 'resident') };
  const rounds = await inTurn(3, async () => ({ ours: await ours(), bare: await bare(), same: script ? (await pgbench!.run({ ...login, script, clients: 4, each: count / 2 })).postgres! : Number.NaN }));
  const node = middleRound(rounds, (one) => one.ours.node / one.bare.node);
  const cpu = { node: node.ours.node, generator: node.ours.generator, ...(node.ours.postgres !== undefined && { postgres: node.ours.postgres }) };
  const spread = (ratio: (one: typeof rounds[number]) => number) => [`ratio round by round: ${rounds.map((one) => ratio(one).toFixed(2)).join(', ')}`];
  const outcomes: Outcome[] = [ratioOf('submit, Node', node.ours.node, node.bare.node, 30, 'µs node', { cpu, notes: spread((one) => one.ours.node / one.bare.node) })];
  if (!script) {
    const why = stage.postgres.cpu ? noPgbench : { skipped: 'CPU of PostgreSQL can only be told apart on Linux', remedy: 'Run it on Linux' };
    return [...outcomes, { name: 'submit, PostgreSQL', ...why }];
  }
  const ratio = (one: typeof rounds[number]) => one.ours.postgres! / one.same;
  const middle = middleRound(rounds, ratio);
  return [...outcomes, ratioOf('submit, PostgreSQL', middle.ours.postgres!, middle.same, 1.3, 'µs postgres', { cpu, notes: spread(ratio) })];
}

/**
 * The writing statements of one real submission, as they were sent, with new ids for the rows it makes. What a submission only
 * reads is left out: it is our price, not that of the rows.
 */
async function sameRows(stage: Stage): Promise<string> {
  const { id } = await stage.town.resident('Förlaga');
  const said = await recorded(stage, id);
  const random = new Map<string, string>();
  const fresh = new Set(said.flatMap(({ text, values }) => (text.startsWith('insert') ? values.filter((value): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)) : [])));
  for (const known of [stage.town.id, id, stage.town.version.id, stage.town.authorityId, ...stage.town.unitIds]) fresh.delete(known);
  const literal = (value: unknown, adds: boolean): string => {
    if (value === null || value === undefined) return 'null';
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
    if (value instanceof Date) return `'${value.toISOString()}'`;
    if (Array.isArray(value)) return `'{}'`;
    const text = String(value);
    // Only what is added is new each time; the row that is changed is the one draft.
    if (adds && fresh.has(text)) return random.get(text) ?? (random.set(text, `:i${random.size}`), random.get(text)!);
    if (adds && readCaseNumber(text) === text) return '(\'TN \' || :number)';
    return pg.escapeLiteral(text).trimStart();
  };
  const statements = said.filter(({ text }) => /^(insert|update|delete)/.test(text)).map(({ text, values }) => `${text.replaceAll(/\$(\d+)/g, (_, place: string) => literal(values[Number(place) - 1], text.startsWith('insert')))};`);
  // pgbench has no uuids of its own: made of random numbers, in the form of ours, whose first part is the time.
  const made = ['\\set number random(0, 281474976710655)', ...[...random.values()].map((name) => `\\set ${name.slice(1)}n random(0, 281474976710655)`)];
  const asUuid = (text: string) => [...random.values()].reduce((line, name) => line.replaceAll(new RegExp(`${name}\\b`, 'g'),
    `(:prefix || lpad(to_hex(${name}n::bigint), 12, '0'))::uuid`), text);
  const caseId = said.flatMap(({ text }) => /set local app\.new_case = '([0-9a-f-]{36})'/.exec(text)?.[1] ?? [])[0]!;
  const newCase = asUuid(random.get(caseId) ?? `'${caseId}'`);
  return [
    ...made, 'begin;', `set local app.tenant = '${stage.town.id}';`, `set local app.person = '${id}';`,
    `select set_config('app.new_case', ${newCase}::text, true);`, ...statements.map(asUuid), 'commit;', '',
  ].join('\n').replaceAll(':prefix', `'${randomUUID().slice(0, 24)}'`);
}

/** One real submission in this process, with every statement it says. */
async function recorded(stage: Stage, personId: Awaited<ReturnType<Stage['town']['resident']>>['id']) {
  const { submit: send } = await import('../../src/services/actions/submit.ts');
  const { house, pools } = stage.town.open;
  const draft = await stage.town.draft(personId);
  const said: { text: string; values: unknown[] }[] = [];
  const listen = (client: pg.PoolClient) => {
    const query = client.query.bind(client) as (one: unknown) => unknown;
    (client as unknown as { query: unknown }).query = (one: { text: string; values?: unknown[] }) => {
      said.push({ text: one.text ?? String(one), values: one.values ?? [] });
      return query(one);
    };
    pools.resident.once('release', () => { (client as unknown as { query: unknown }).query = query; });
  };
  const now = house.clock.now();
  const principal = { kind: 'resident', sessionId: draft.id, personId, level: 3, provenAt: now } as const;
  const tenant = { id: stage.town.id, name: '', kind: 'municipality', host: stage.town.host, mark: '', themeHref: '', version: '1', help: { phone: '', hours: '' } };
  pools.resident.once('acquire', listen);
  await house.db.transaction('resident', { tenant: stage.town.id, person: personId }, principal, (tx) => send({ house, tx, tenant }, {
    draftId: draft.id, language: 'sv', principal, way: 'web', attestation: {
      personId, name: 'Prov Person', level: 'loa3', issuer: 'https://issuer.example', subject: 'bench', signedAt: now.toISOString(), transaction: 'bench',
      hash: draft.hash, textHash: '', toBeSigned: 'x'.repeat(400), jws: 'x'.repeat(1_200), idToken: 'x'.repeat(1_200), providerKey: {},
    },
  }));
  return said;
}
