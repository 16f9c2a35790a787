import { asUuid, swedishDay, type Runner, type Uuid } from '../../../platform/index.ts';
import type { MeetingRow } from './authority-tables.ts';
import { q } from '../tables.ts';

/** A meeting of an authority. `day` is `YYYY-MM-DD`. */
export interface Meeting {
  id: Uuid;
  day: string;
  place: string | null;
  heldAt: Date | null;
  /** when its minutes were adjusted, and the notice that says so; null until then */
  adjustedDay: string | null;
  noticeId: Uuid | null;
}

/** Plans a meeting; of a day there is one. @returns its id, also when it was planned before */
export async function planMeeting(tx: Runner, authorityId: Uuid, meeting: { day: string; place: string }, by: Uuid): Promise<Uuid> {
  const known = await tx.maybe(q.selectFrom('cases.meeting').select('id').where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('day', '=', meeting.day));
  if (known) return asUuid(known.id);
  const id = tx.id();
  await tx.run(q.insertInto('cases.meeting').values({
    tenant_id: tx.tenant, id, authority_id: authorityId, day: meeting.day, place: meeting.place || null, made_at: tx.now, made_by: by, held_at: null, held_by: null,
    adjusted_day: null, notice_id: null,
  }));
  return id;
}

/** Meetings of an authority: those to come, the nearest first; then those that have been, newest first. */
export async function meetingsOf(tx: Runner, authorityId: Uuid): Promise<{ coming: Meeting[]; past: Meeting[] }> {
  const rows = await tx.all(q.selectFrom('cases.meeting').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .orderBy('day', 'desc').limit(200));
  const today = swedishDay(tx.now);
  const all = rows.map(toMeeting);
  return { coming: all.filter(({ day, heldAt }) => heldAt === null && day >= today).reverse(), past: all.filter(({ day, heldAt }) => heldAt !== null || day < today) };
}

export async function findMeeting(tx: Runner, authorityId: Uuid, id: Uuid): Promise<Meeting | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.meeting').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('id', '=', id));
  return row && toMeeting(row);
}

/** Notes that a meeting has been held: nothing more is placed on it. @returns false when it had been noted */
export async function markHeld(tx: Runner, id: Uuid, by: Uuid): Promise<boolean> {
  return await tx.run(q.updateTable('cases.meeting').set({ held_at: tx.now, held_by: by }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('held_at', 'is', null)) > 0;
}

/** Notes that the minutes have been adjusted, with the notice that says so. */
export async function markAdjusted(tx: Runner, id: Uuid, day: string, noticeId: Uuid): Promise<void> {
  await tx.run(q.updateTable('cases.meeting').set({ adjusted_day: day, notice_id: noticeId }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('adjusted_day', 'is', null));
}

function toMeeting(row: MeetingRow): Meeting {
  return { id: asUuid(row.id), day: row.day, place: row.place, heldAt: row.held_at, adjustedDay: row.adjusted_day, noticeId: row.notice_id === null ? null : asUuid(row.notice_id) };
}
