import { closuresFrom, isWorkingDay } from '../../organisation/index.ts';
import { addDays, addDuration, swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import type { ServiceVersion } from '../../services/index.ts';
import type { CaseFile } from '../store/case-file.ts';
import { addEntry } from '../store/entries.ts';
import { markOpened, type Notification } from '../store/notifications.ts';

/**
 * A party has a decision before them on My pages: that is when they got it, unless they had got it before, and the clock of
 * appeal runs. Opening it again changes nothing.
 */
export async function openDecision(tx: Tx, at: { file: CaseFile; version: ServiceVersion; by: Uuid }, notification: Notification): Promise<void> {
  if (notification.openedAt) return;
  const until = notification.appealable ? await lastDayToAppeal(tx, at.version, swedishDay(tx.now)) : null;
  if (!await markOpened(tx, notification.id, until)) return;
  await addEntry(tx, at.file, { kind: 'served', part: notification.partyId, authorKind: 'resident', authorId: at.by, refId: notification.decisionId });
  tx.audit({ event: 'cases.decisionOpened', dossierId: at.file.id, authorityId: at.file.authorityId, unitId: at.file.unitId });
  tx.emit('cases.decisionServed', { case: at.file.id, decision: notification.decisionId });
}

/**
 * Last day to appeal a decision that was got on a day. A time that ends on a day off ends the next working day
 * (2 § lagen (1930:173) om beräkning av lagstadgad tid).
 */
export async function lastDayToAppeal(tx: Tx, version: ServiceVersion, servedDay: string): Promise<string> {
  let day = addDuration(servedDay, version.compiled.folder.definition.appeal.within);
  const closures = await closuresFrom(tx, day);
  while (!isWorkingDay(day, closures)) day = addDays(day, 1);
  return day;
}
