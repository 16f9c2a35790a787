import { asUuid, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import { q, type CallRow } from './tables.ts';

/** Called to come between two days. */
export interface Call {
  id: Uuid;
  service: string;
  kind: string;
  personId: Uuid;
  fromDay: string;
  untilDay: string;
  confidentiality: number;
  language: Language;
  toldAt: Date | null;
}

/** Calls somebody; once for each kind of visit. @returns undefined when they are called already */
export async function addCall(tx: Tx, call: Omit<Call, 'id' | 'toldAt'> & { authorityId: Uuid; outcomeId?: Uuid }): Promise<Uuid | undefined> {
  const id = tx.id();
  const made = await tx.run(q.insertInto('booking.call').values({
    tenant_id: tx.tenant, id, authority_id: call.authorityId, service: call.service, kind: call.kind, person_id: call.personId, outcome_id: call.outcomeId ?? null,
    from_day: call.fromDay, until_day: call.untilDay, confidentiality: call.confidentiality, language: call.language, made_at: tx.now, told_at: null, ended_at: null, ended_why: null,
  }).onConflict((conflict) => conflict.doNothing()));
  return made ? id : undefined;
}

export async function findCall(tx: Tx, id: Uuid): Promise<Call | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.call').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toCall(row);
}

export async function openCall(tx: Tx, personId: Uuid, service: string, kind: string): Promise<Call | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.call').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId)
    .where('service', '=', service).where('kind', '=', kind).where('ended_at', 'is', null));
  return row && toCall(row);
}

/** What somebody is called to. */
export async function callsOf(tx: Tx, personId: Uuid): Promise<Call[]> {
  return (await tx.all(q.selectFrom('booking.call').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).where('ended_at', 'is', null)
    .orderBy('from_day').limit(50))).map(toCall);
}

/** Whom an authority has called and who has no time yet, the most urgent first: to ring. */
export async function callsToBook(tx: Tx, authorityId: Uuid, limit: number): Promise<Call[]> {
  return (await tx.all(q.selectFrom('booking.call as c').selectAll('c').where('c.tenant_id', '=', tx.tenant).where('c.authority_id', '=', authorityId).where('c.ended_at', 'is', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('booking.booking as b').select('b.id').where('b.tenant_id', '=', tx.tenant).whereRef('b.person_id', '=', 'c.person_id')
      .whereRef('b.service', '=', 'c.service').whereRef('b.kind', '=', 'c.kind').where('b.booked_at', 'is not', null).where('b.ended_at', 'is', null).where('b.done_at', 'is', null))))
    .orderBy('c.until_day').limit(limit))).map(toCall);
}

/** Calls whose window opens within some days, and which nobody has been told of. */
export async function callsToTell(tx: Tx, untilDay: string, limit: number): Promise<Call[]> {
  return (await tx.all(q.selectFrom('booking.call').selectAll().where('tenant_id', '=', tx.tenant).where('told_at', 'is', null).where('ended_at', 'is', null)
    .where('from_day', '<=', untilDay).orderBy('from_day').limit(limit))).map(toCall);
}

export async function markTold(tx: Tx, ids: readonly Uuid[]): Promise<void> {
  if (ids.length) await tx.run(q.updateTable('booking.call').set({ told_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', 'in', [...ids]));
}

/** `lapsed`: the person has said no, or is not to be called any more. @returns false when it had ended */
export async function endCall(tx: Tx, id: Uuid, why: NonNullable<CallRow['ended_why']>): Promise<boolean> {
  return await tx.run(q.updateTable('booking.call').set({ ended_at: tx.now, ended_why: why }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('ended_at', 'is', null)) > 0;
}

/** The days of a call follow what it rests on, and its person is told of the new ones. */
export async function changeCall(tx: Tx, id: Uuid, { fromDay, untilDay }: Pick<Call, 'fromDay' | 'untilDay'>): Promise<void> {
  await tx.run(q.updateTable('booking.call').set({ from_day: fromDay, until_day: untilDay, told_at: null }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('ended_at', 'is', null));
}

/** Whether somebody has said no to a call since a moment. */
export async function declinedSince(tx: Tx, personId: Uuid, service: string, kind: string, since: Date): Promise<boolean> {
  return await tx.maybe(q.selectFrom('booking.call').select('id').where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).where('service', '=', service)
    .where('kind', '=', kind).where('ended_why', '=', 'lapsed').where('ended_at', '>=', since).limit(1)) !== undefined;
}

function toCall(row: CallRow): Call {
  return {
    id: asUuid(row.id), service: row.service, kind: row.kind, personId: asUuid(row.person_id), fromDay: row.from_day, untilDay: row.until_day,
    confidentiality: row.confidentiality, language: row.language, toldAt: row.told_at,
  };
}
