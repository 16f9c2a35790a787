import { asUuid, type Runner, type Tx, type Uuid } from '../../../platform/index.ts';
import { placeOf, q } from '../tables.ts';

/** What an authority has decided that a rule may grant, from when and until when. */
export interface Automation {
  id: Uuid;
  service: string;
  /** the authority's own decision, as it stands in its minutes */
  resolution: string;
  /** one in so many is drawn for a check */
  oneIn: number;
  fromAt: Date;
  staffId: Uuid;
  untilAt: Date | null;
  endedStaffId: Uuid | null;
}

/** The seed of a month's draws as everybody may know it: its hash from the beginning, itself when the month is over. */
export interface DrawSeed {
  period: string;
  commitment: string;
  committedAt: Date;
  seed: string | null;
  revealedAt: Date | null;
}

export interface CaseDraw {
  caseId: Uuid;
  period: string;
  oneIn: number;
  value: string;
  drawn: boolean;
  at: Date;
}

/** What is on now for a service. */
export async function automationOn(tx: Runner, authorityId: Uuid, service: string): Promise<Automation | undefined> {
  return (await automationsOf(tx, authorityId)).find((one) => one.service === service && one.untilAt === null);
}

/** Everything an authority has switched on and off, newest first. */
export async function automationsOf(tx: Runner, authorityId: Uuid): Promise<Automation[]> {
  const rows = await tx.all(q.selectFrom('cases.automation').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .orderBy('from_at', 'desc').orderBy('id', 'desc').limit(200));
  return rows.map((row) => ({
    id: asUuid(row.id), service: row.service, resolution: row.resolution, oneIn: row.one_in, fromAt: row.from_at, staffId: asUuid(row.staff_id), untilAt: row.until_at,
    endedStaffId: row.ended_staff_id === null ? null : asUuid(row.ended_staff_id),
  }));
}

/** Authorities where something is on. */
export async function automatedAuthorities(tx: Runner): Promise<Uuid[]> {
  const rows = await tx.all(q.selectFrom('cases.automation').select('authority_id').distinct().where('tenant_id', '=', tx.tenant).where('until_at', 'is', null));
  return rows.map((row) => asUuid(row.authority_id));
}

export async function addAutomation(tx: Runner, authorityId: Uuid, one: Pick<Automation, 'service' | 'resolution' | 'oneIn' | 'staffId'>): Promise<void> {
  await tx.run(q.insertInto('cases.automation').values({
    tenant_id: tx.tenant, id: tx.id(), authority_id: authorityId, service: one.service, resolution: one.resolution, one_in: one.oneIn, from_at: tx.now,
    staff_id: one.staffId, until_at: null, ended_staff_id: null,
  }));
}

/** @returns false when it was off already */
export async function endAutomation(tx: Runner, authorityId: Uuid, service: string, by: Uuid): Promise<boolean> {
  return await tx.run(q.updateTable('cases.automation').set({ until_at: tx.now, ended_staff_id: by }).where('tenant_id', '=', tx.tenant)
    .where('authority_id', '=', authorityId).where('service', '=', service).where('until_at', 'is', null)) > 0;
}

/** Keeps a new seed, sealed with a key of its own, and the promise of it. @returns false when the period had one */
export async function addSeed(tx: Tx, authorityId: Uuid, period: string, seed: string, commitment: string): Promise<boolean> {
  const keyId = await tx.createKey();
  const added = await tx.run(q.insertInto('cases.draw_seed').values({
    tenant_id: tx.tenant, authority_id: authorityId, period, commitment, committed_at: tx.now, key_id: keyId,
    seed_cipher: await tx.seal(keyId, seedPlace(authorityId, period), Buffer.from(seed, 'hex')), seed: null, revealed_at: null,
  }).onConflict((conflict) => conflict.doNothing()));
  if (!added) await tx.destroyKey(keyId);
  return added > 0;
}

/** The seed of a period, opened: for the draw alone. */
export async function openSeed(tx: Tx, authorityId: Uuid, period: string): Promise<{ seed: string; committedAt: Date } | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.draw_seed').select(['seed_cipher', 'committed_at']).where('tenant_id', '=', tx.tenant)
    .where('authority_id', '=', authorityId).where('period', '=', period));
  return row && { seed: (await tx.open(seedPlace(authorityId, period), row.seed_cipher)).toString('hex'), committedAt: row.committed_at };
}

/** Seeds of periods that are over and have not been told. */
export async function untoldSeeds(tx: Runner, before: string): Promise<{ authorityId: Uuid; period: string }[]> {
  const rows = await tx.all(q.selectFrom('cases.draw_seed').select(['authority_id', 'period']).where('tenant_id', '=', tx.tenant).where('period', '<', before)
    .where('seed', 'is', null).orderBy('period').limit(200));
  return rows.map((row) => ({ authorityId: asUuid(row.authority_id), period: row.period }));
}

export async function tellSeed(tx: Runner, authorityId: Uuid, period: string, seed: string): Promise<void> {
  await tx.run(q.updateTable('cases.draw_seed').set({ seed, revealed_at: tx.now }).where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('period', '=', period));
}

/** Periods with what is told of their seeds, newest first. */
export async function seedsOf(tx: Runner, authorityId: Uuid): Promise<DrawSeed[]> {
  const rows = await tx.all(q.selectFrom('cases.draw_seed').select(['period', 'commitment', 'committed_at', 'seed', 'revealed_at']).where('tenant_id', '=', tx.tenant)
    .where('authority_id', '=', authorityId).orderBy('period', 'desc').limit(120));
  return rows.map((row) => ({ period: row.period, commitment: row.commitment, committedAt: row.committed_at, seed: row.seed, revealedAt: row.revealed_at }));
}

/** Notes what the draw gave, once for a case. */
export async function addDraw(tx: Runner, authorityId: Uuid, one: Omit<CaseDraw, 'at'>): Promise<void> {
  await tx.run(q.insertInto('cases.draw').values({
    tenant_id: tx.tenant, case_id: one.caseId, authority_id: authorityId, period: one.period, one_in: one.oneIn, value: one.value, drawn: one.drawn, at: tx.now,
  }));
}

/** The draws of a period, in the order they were made. */
export async function drawsOf(tx: Runner, authorityId: Uuid, period: string): Promise<CaseDraw[]> {
  const rows = await tx.all(q.selectFrom('cases.draw').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('period', '=', period)
    .orderBy('at').orderBy('case_id').limit(5_000));
  return rows.map((row) => ({ caseId: asUuid(row.case_id), period: row.period, oneIn: row.one_in, value: row.value, drawn: row.drawn, at: row.at }));
}

export async function drawOf(tx: Runner, caseId: Uuid): Promise<CaseDraw | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.draw').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId));
  return row && { caseId, period: row.period, oneIn: row.one_in, value: row.value, drawn: row.drawn, at: row.at };
}

function seedPlace(authorityId: Uuid, period: string) {
  return placeOf('cases.draw_seed', authorityId, `seed_cipher ${period}`);
}
