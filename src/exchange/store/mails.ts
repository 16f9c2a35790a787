import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { q, type MailReason, type MailState } from './tables.ts';

/** A decision on its way to a party's digital mailbox. */
export interface Mail {
  id: Uuid;
  authorityId: Uuid;
  caseId: Uuid;
  decisionId: Uuid;
  notificationId: Uuid;
  partyId: Uuid;
  askedAt: Date;
  state: MailState;
  attempts: number;
  nextAt: Date | null;
  deliveredAt: Date | null;
  receipt: string | null;
  reason: MailReason | null;
}

/** Orders that a decision is sent by digital mail, once for a notification. @returns undefined when it had been ordered */
export async function orderMail(tx: Tx, wish: Pick<Mail, 'authorityId' | 'caseId' | 'decisionId' | 'notificationId' | 'partyId'>): Promise<Uuid | undefined> {
  const id = tx.id();
  const made = await tx.run(q.insertInto('exchange.mail').values({
    tenant_id: tx.tenant, id, authority_id: wish.authorityId, case_id: wish.caseId, decision_id: wish.decisionId, notification_id: wish.notificationId, party_id: wish.partyId,
    asked_at: tx.now, state: 'waiting', attempts: 0, next_at: tx.now, delivered_at: null, receipt: null, reason: null,
  }).onConflict((conflict) => conflict.columns(['tenant_id', 'notification_id']).doNothing()));
  return made ? id : undefined;
}

/** @param lock waits for another that sends the same */
export async function mailById(tx: Tx, id: Uuid, options: { lock?: boolean } = {}): Promise<Mail | undefined> {
  const query = q.selectFrom('exchange.mail').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toMail(row);
}

export async function mailsOfCase(tx: Tx, caseId: Uuid): Promise<Mail[]> {
  return (await tx.all(q.selectFrom('exchange.mail').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId).orderBy('asked_at').limit(200))).map(toMail);
}

/** Those whose time has come. */
export async function dueMails(tx: Tx, most: number): Promise<Uuid[]> {
  const rows = await tx.all(q.selectFrom('exchange.mail').select('id').where('tenant_id', '=', tx.tenant).where('state', '=', 'waiting').where('next_at', '<=', tx.now)
    .orderBy('next_at').limit(most));
  return rows.map(({ id }) => asUuid(id));
}

export async function updateMail(tx: Tx, id: Uuid, change: Partial<{
  state: MailState; attempts: number; next_at: Date | null; delivered_at: Date; receipt: string; reason: MailReason;
}>): Promise<void> {
  await tx.run(q.updateTable('exchange.mail').set(change).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

function toMail(row: {
  id: string; authority_id: string; case_id: string; decision_id: string; notification_id: string; party_id: string; asked_at: Date; state: MailState; attempts: number;
  next_at: Date | null; delivered_at: Date | null; receipt: string | null; reason: MailReason | null;
}): Mail {
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), caseId: asUuid(row.case_id), decisionId: asUuid(row.decision_id), notificationId: asUuid(row.notification_id),
    partyId: asUuid(row.party_id), askedAt: row.asked_at, state: row.state, attempts: row.attempts, nextAt: row.next_at, deliveredAt: row.delivered_at, receipt: row.receipt,
    reason: row.reason,
  };
}
