import { swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import { versionById } from '../../../services/index.ts';
import { findCase, updateCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { notificationsOf } from '../../store/notification/notifications.ts';
import { register } from '../../store/register/records.ts';
import { q } from '../../store/tables.ts';
import { lastDayToAppeal } from '../decision/open-decision.ts';

/**
 * A party says, with the code of the letter, that they have got the decision: a receipt (mottagningsbevis, 16 § delgivningslagen).
 * The clock of appeal runs from today. Saying it again changes nothing.
 * @returns false when there is no such decision to them
 */
export async function confirmReceipt(tx: Tx, caseId: Uuid, notificationId: Uuid): Promise<boolean> {
  const file = await findCase(tx, caseId);
  const notification = file && (await notificationsOf(tx, caseId)).find(({ id }) => id === notificationId);
  if (!file || !notification) return false;
  const version = await versionById(tx, file.versionId);
  const noted = await tx.run(q.updateTable('cases.notification').set({
    served_at: tx.now, served_how: 'receipt', appeal_until: notification.appealable ? lastDayToAppeal(version, swedishDay(tx.now)) : null,
  }).where('tenant_id', '=', tx.tenant).where('id', '=', notificationId).where('served_at', 'is', null));
  if (!noted) return true;
  await register(tx, file, { direction: 'in', title: 'Mottagningsbevis', refId: notification.decisionId });
  await addEntry(tx, file, { kind: 'served', part: notification.partyId, authorKind: 'resident', refId: notification.decisionId });
  await updateCase(tx, file.id, { last_event_at: tx.now, outside_event_at: tx.now });
  tx.audit({ event: 'cases.decisionServed', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { how: 'receipt', by: 'code' } });
  tx.emit('cases.decisionServed', { case: file.id, decision: notification.decisionId });
  return true;
}
