import { asUuid, type Language, type Place, type Tx, type Uuid } from '../../platform/index.ts';
import { q, type CallbackRow } from '../store.ts';

/** What somebody says when they ask to be called. */
export interface CallbackWish {
  name: string;
  phone: string;
  /** when it suits: any time, before noon, after noon */
  when: 'any' | 'morning' | 'afternoon';
  /** in their own words */
  about: string;
  /** what the page was that they asked from: a service, a case */
  from: string;
}

/** What was filled in so far, in words: a frozen copy. */
export interface CallbackCopy {
  title: string;
  sections: readonly { title: string; rows: readonly { question: string; answer: readonly string[] }[] }[];
}

export interface Callback {
  id: Uuid;
  authorityId: Uuid | null;
  unitId: Uuid;
  personId: Uuid | null;
  caseId: Uuid | null;
  /** has a protected identity: who it is and how they are reached is for the one who calls */
  protected: boolean;
  language: Language;
  askedAt: Date;
  takenBy: Uuid | null;
  attempts: number;
  attemptedAt: Date | null;
  endedAt: Date | null;
  endedWhy: CallbackRow['ended_why'];
  /** whether there is a copy of what was filled in, not yet too old */
  hasCopy: boolean;
}

const placeOf = (id: Uuid, column: 'content_cipher' | 'copy_cipher'): Place => ({ table: 'messages.callback', row: id, column });

/** Days that a copy of what was filled in may be read. Said where it is asked for. */
export const copyDays = 7;

export interface NewCallback {
  unit: { id: Uuid; authorityId: Uuid | null };
  personId?: Uuid;
  caseId?: Uuid;
  protected?: boolean;
  language: Language;
  wish: CallbackWish;
  copy?: CallbackCopy;
}

export async function insertCallback(tx: Tx, { unit, personId, caseId, protected: covered = false, language, wish, copy }: NewCallback): Promise<Uuid> {
  const [id, key] = [tx.id(), await tx.createKey()];
  await tx.run(q.insertInto('messages.callback').values({
    tenant_id: tx.tenant, id, authority_id: unit.authorityId, unit_id: unit.id, person_id: personId ?? null, case_id: caseId ?? null, key_id: key, language, protected: covered,
    content_cipher: await tx.sealJson(key, placeOf(id, 'content_cipher'), wish),
    copy_cipher: copy ? await tx.sealJson(key, placeOf(id, 'copy_cipher'), copy) : null,
    copy_until: copy ? new Date(tx.now.getTime() + copyDays * 86_400_000) : null,
    asked_at: tx.now, taken_by: null, taken_at: null, attempts: 0, attempted_at: null, ended_at: null, ended_why: null,
  }));
  return id;
}

/** Those of some units that wait, the one who has waited longest first. Row level security keeps to the authority. */
export async function waitingCallbacks(tx: Tx, units: readonly Uuid[]): Promise<Callback[]> {
  if (!units.length) return [];
  return (await tx.all(q.selectFrom('messages.callback').selectAll().where('tenant_id', '=', tx.tenant).where('unit_id', 'in', [...units])
    .where('ended_at', 'is', null).orderBy('asked_at').limit(200))).map((row) => toCallback(row, tx.now));
}

/** How many of a unit wait. Of everyone: asked as the system. */
export async function countWaiting(tx: Tx, unitId: Uuid): Promise<number> {
  const { count } = await tx.one(q.selectFrom('messages.callback').select(({ fn }) => fn.countAll<string>().as('count')).where('tenant_id', '=', tx.tenant).where('unit_id', '=', unitId).where('ended_at', 'is', null));
  return Number(count);
}

/** A person's own, newest first: those that wait, and those that ended the last week. */
export async function callbacksOf(tx: Tx, personId: Uuid): Promise<Callback[]> {
  const recently = new Date(tx.now.getTime() - 7 * 86_400_000);
  return (await tx.all(q.selectFrom('messages.callback').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', recently)])).orderBy('asked_at', 'desc').limit(10))).map((row) => toCallback(row, tx.now));
}

export async function findCallback(tx: Tx, id: Uuid): Promise<Callback | undefined> {
  const row = await tx.maybe(q.selectFrom('messages.callback').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toCallback(row, tx.now);
}

/** What was said, and what may still be shown of what was filled in. */
export async function openCallback(tx: Tx, id: Uuid): Promise<{ wish: CallbackWish; copy?: CallbackCopy }> {
  const row = await tx.one(q.selectFrom('messages.callback').select(['content_cipher', 'copy_cipher', 'copy_until']).where('tenant_id', '=', tx.tenant).where('id', '=', id));
  const wish = await tx.openJson<CallbackWish>(placeOf(id, 'content_cipher'), row.content_cipher);
  const readable = row.copy_cipher && row.copy_until && row.copy_until > tx.now;
  return { wish, ...(readable && { copy: await tx.openJson<CallbackCopy>(placeOf(id, 'copy_cipher'), row.copy_cipher!) }) };
}

/** Changes one that has not ended. @returns false when it has, or cannot be seen */
export async function updateCallback(tx: Tx, id: Uuid, change: Partial<CallbackRow>): Promise<boolean> {
  return await tx.run(q.updateTable('messages.callback').set(change).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('ended_at', 'is', null)) > 0;
}

function toCallback(row: CallbackRow, now: Date): Callback {
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  return {
    id: asUuid(row.id), authorityId: maybe(row.authority_id), unitId: asUuid(row.unit_id), personId: maybe(row.person_id), caseId: maybe(row.case_id),
    protected: row.protected, language: row.language, askedAt: row.asked_at, takenBy: maybe(row.taken_by), attempts: row.attempts, attemptedAt: row.attempted_at, endedAt: row.ended_at,
    endedWhy: row.ended_why, hasCopy: row.copy_cipher !== null && row.copy_until !== null && row.copy_until > now,
  };
}
