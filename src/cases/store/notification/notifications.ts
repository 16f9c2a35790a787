import { asUuid, type Runner, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { q, type NotificationRow, type NotifiedHow, type ServedHow } from '../tables.ts';

/** That a party is told of a decision, and has got it: the clock of appeal runs from `servedAt`, for each party by itself. */
export interface Notification {
  id: Uuid;
  caseId: Uuid;
  decisionId: Uuid;
  partyId: Uuid;
  how: NotifiedHow;
  appealable: boolean;
  sentAt: Date;
  openedAt: Date | null;
  servedAt: Date | null;
  servedHow: ServedHow | null;
  /** last day to appeal, `YYYY-MM-DD`; null until served */
  appealUntil: string | null;
  finalAt: Date | null;
  /** a court has set the decision aside */
  voidAt: Date | null;
  /** the day the control message of simplified service was sent */
  controlOn: string | null;
  receiptAskedAt: Date | null;
  remindedAt: Date | null;
}

export async function addNotification(
  tx: Runner, file: Pick<CaseFile, 'id' | 'authorityId'>, one: { decisionId: Uuid; partyId: Uuid; how: NotifiedHow; appealable: boolean },
): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.notification').values({
    tenant_id: tx.tenant, id, case_id: file.id, decision_id: one.decisionId, authority_id: file.authorityId, party_id: one.partyId, how: one.how,
    appealable: one.appealable, sent_at: tx.now, opened_at: null, served_at: null, served_how: null, appeal_until: null, final_at: null,
    control_on: null, receipt_asked_at: null, reminded_at: null,
  }));
  return id;
}

/** The notifications of a case that this transaction may see: a resident their own. */
export async function notificationsOf(tx: Runner, caseId: Uuid): Promise<Notification[]> {
  const rows = await tx.all(q.selectFrom('cases.notification').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('sent_at').orderBy('id').limit(500));
  return rows.map(toNotification);
}

/** What was to go as a letter has been delivered to the party's digital mailbox. They have not thereby shown that they have got it. */
export async function noteSentDigitally(tx: Runner, id: Uuid): Promise<void> {
  await tx.run(q.updateTable('cases.notification').set({ how: 'digitalMail', sent_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('how', '=', 'letter'));
}

/** The party has opened the decision on My pages: that is how they got it, unless they had got it before. @returns false when already opened */
export async function markOpened(tx: Runner, id: Uuid, appealUntil: string | null): Promise<boolean> {
  const mine = q.updateTable('cases.notification').where('tenant_id', '=', tx.tenant).where('id', '=', id).where('opened_at', 'is', null);
  const opened = await tx.run(mine.set({ opened_at: tx.now }));
  if (opened) {
    await tx.run(q.updateTable('cases.notification').set({ served_at: tx.now, served_how: 'opened', appeal_until: appealUntil })
      .where('tenant_id', '=', tx.tenant).where('id', '=', id).where('served_at', 'is', null));
  }
  return opened > 0;
}

export function toNotification(row: NotificationRow): Notification {
  return {
    id: asUuid(row.id), caseId: asUuid(row.case_id), decisionId: asUuid(row.decision_id), partyId: asUuid(row.party_id), how: row.how,
    appealable: row.appealable, sentAt: row.sent_at, openedAt: row.opened_at, servedAt: row.served_at, servedHow: row.served_how,
    appealUntil: row.appeal_until, finalAt: row.final_at, voidAt: row.void_at ?? null, controlOn: row.control_on, receiptAskedAt: row.receipt_asked_at, remindedAt: row.reminded_at,
  };
}
