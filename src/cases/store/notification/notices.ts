import { asUuid, swedishDay, type Runner, type Uuid } from '../../../platform/index.ts';
import { q, type NoticeKind, type NoticeRow } from '../tables.ts';

/** A notice on the public board (anslagstavlan). Every word of it is public. Days are `YYYY-MM-DD`. */
export interface Notice {
  id: Uuid;
  authorityId: Uuid;
  kind: NoticeKind;
  caseId: Uuid | null;
  decisionId: Uuid | null;
  title: string;
  body: string;
  upDay: string;
  /** the first day it no longer hangs */
  downDay: string;
  appealUntil: string | null;
  postedBy: Uuid | null;
  postedAt: Date;
  takenDownAt: Date | null;
  takenDownBy: Uuid | null;
  takenDownWhy: string | null;
}

export interface NewNotice {
  authorityId: Uuid;
  kind: NoticeKind;
  title: string;
  body: string;
  upDay: string;
  downDay: string;
  appealUntil: string | null;
  caseId?: Uuid;
  decisionId?: Uuid;
  postedBy?: Uuid;
}

export async function insertNotice(tx: Runner, one: NewNotice): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.notice').values({
    tenant_id: tx.tenant, id, authority_id: one.authorityId, kind: one.kind, case_id: one.caseId ?? null, decision_id: one.decisionId ?? null, title: one.title,
    body: one.body, up_day: one.upDay, down_day: one.downDay, appeal_until: one.appealUntil, posted_by: one.postedBy ?? null, posted_at: tx.now,
    taken_down_at: null, taken_down_by: null, taken_down_why: null,
  }));
  return id;
}

/** What hangs on the board today, the newest first. */
export async function noticesUp(tx: Runner): Promise<Notice[]> {
  const today = swedishDay(tx.now);
  return (await tx.all(q.selectFrom('cases.notice').selectAll().where('tenant_id', '=', tx.tenant).where('taken_down_at', 'is', null)
    .where('up_day', '<=', today).where('down_day', '>', today).orderBy('up_day', 'desc').orderBy('id', 'desc').limit(500))).map(toNotice);
}

export async function findNotice(tx: Runner, id: Uuid): Promise<Notice | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.notice').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toNotice(row);
}

/** Notices of an authority for its staff: what hangs, and what has hung, the newest first. One more than a page tells that there is more. */
export async function noticesOf(tx: Runner, authorityId: Uuid, page: number, pageSize: number): Promise<Notice[]> {
  return (await tx.all(q.selectFrom('cases.notice').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .orderBy('up_day', 'desc').orderBy('id', 'desc').offset((page - 1) * pageSize).limit(pageSize + 1))).map(toNotice);
}

/** Notices whose day has come to be taken down. */
export async function noticesDue(tx: Runner, most: number): Promise<Notice[]> {
  return (await tx.all(q.selectFrom('cases.notice').selectAll().where('tenant_id', '=', tx.tenant).where('taken_down_at', 'is', null)
    .where('down_day', '<=', swedishDay(tx.now)).orderBy('down_day').limit(most))).map(toNotice);
}

/** Every notice about a case, also those that have come down. */
export async function noticesOfCase(tx: Runner, caseId: Uuid): Promise<Notice[]> {
  return (await tx.all(q.selectFrom('cases.notice').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId).orderBy('posted_at').limit(100))).map(toNotice);
}

/** Writes a notice's heading again, without what must no longer be told. Run as the system. */
export async function renameNotice(tx: Runner, id: Uuid, title: string): Promise<void> {
  await tx.run(q.updateTable('cases.notice').set({ title }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** @returns false when it had been taken down */
export async function markDown(tx: Runner, id: Uuid, early?: { staffId?: Uuid; why: string }): Promise<boolean> {
  return await tx.run(q.updateTable('cases.notice').set({ taken_down_at: tx.now, taken_down_by: early?.staffId ?? null, taken_down_why: early?.why ?? null })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id).where('taken_down_at', 'is', null)) > 0;
}

/** Forgets notices without a case that came down long ago: those of a case go with it. @returns how many */
export function forgetNotices(tx: Runner, before: Date): Promise<number> {
  return tx.run(q.deleteFrom('cases.notice').where('tenant_id', '=', tx.tenant).where('case_id', 'is', null).where('taken_down_at', '<', before));
}

function toNotice(row: NoticeRow): Notice {
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), kind: row.kind, caseId: maybe(row.case_id), decisionId: maybe(row.decision_id), title: row.title,
    body: row.body, upDay: row.up_day, downDay: row.down_day, appealUntil: row.appeal_until, postedBy: maybe(row.posted_by), postedAt: row.posted_at,
    takenDownAt: row.taken_down_at, takenDownBy: maybe(row.taken_down_by), takenDownWhy: row.taken_down_why,
  };
}
