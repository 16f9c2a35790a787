import { swedishDay, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { notificationsOf } from '../../store/notification/notifications.ts';
import { register } from '../../store/register/records.ts';
import { q, type ServedHow } from '../../store/tables.ts';
import { lastDayToAppeal } from '../decision/open-decision.ts';
import type { OpenedCase } from '../case/open-case.ts';

/**
 * Notes that a party has got a decision in another way than on My pages: the clock of appeal runs from that day.
 * @returns false when they had got it already, or the day lies before it was sent or ahead
 */
export async function serveDecision(
  tx: Tx, who: Staff, { file, version }: OpenedCase, notificationId: Uuid, served: { how: Extract<ServedHow, 'receipt' | 'told'>; day: string },
): Promise<boolean> {
  const notification = (await notificationsOf(tx, file.id)).find(({ id }) => id === notificationId);
  if (!notification || notification.servedAt) return false;
  const sent = swedishDay(notification.sentAt);
  const { day } = served;
  if (day < sent || day > swedishDay(tx.now)) return false;
  const noted = await tx.run(q.updateTable('cases.notification').set({
    // Noon in Sweden, winter and summer: the day is what counts.
    served_at: new Date(`${day}T11:00:00Z`), served_how: served.how, appeal_until: notification.appealable ? lastDayToAppeal(version, day) : null,
  }).where('tenant_id', '=', tx.tenant).where('id', '=', notificationId).where('served_at', 'is', null));
  if (!noted) return false;
  if (served.how === 'receipt') await register(tx, file, { direction: 'in', title: 'Mottagningsbevis', day, refId: notification.decisionId });
  await addEntry(tx, file, { kind: 'served', part: notification.partyId, authorKind: 'staff', authorId: who.staffId, refId: notification.decisionId });
  await updateCase(tx, file.id, { last_event_at: tx.now });
  tx.audit({ event: 'cases.decisionServed', dossierId: file.id, unitId: file.unitId, detail: { how: served.how } });
  tx.emit('cases.decisionServed', { case: file.id, decision: notification.decisionId });
  return true;
}
