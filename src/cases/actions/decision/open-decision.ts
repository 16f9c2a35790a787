import { swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import type { ServiceVersion } from '../../../services/index.ts';
import { lastAppealDay } from '../../model/appeal/appeal-time.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { markOpened, type Notification } from '../../store/notification/notifications.ts';

/**
 * A party has a decision before them on My pages: that is when they got it, unless they had got it before, and the clock of
 * appeal runs. Opening it again changes nothing.
 */
export async function openDecision(tx: Tx, at: { file: CaseFile; version: ServiceVersion; by?: Uuid }, notification: Notification): Promise<void> {
  if (notification.openedAt) return;
  const until = notification.appealable ? lastDayToAppeal(at.version, swedishDay(tx.now)) : null;
  if (!await markOpened(tx, notification.id, until)) return;
  await addEntry(tx, at.file, { kind: 'served', part: notification.partyId, authorKind: 'resident', ...(at.by && { authorId: at.by }), refId: notification.decisionId });
  tx.audit({ event: 'cases.decisionOpened', dossierId: at.file.id, authorityId: at.file.authorityId, unitId: at.file.unitId });
  tx.emit('cases.decisionServed', { case: at.file.id, decision: notification.decisionId });
}

/** Last day for a party to appeal a decision of this service that they got on a day. */
export function lastDayToAppeal(version: ServiceVersion, servedDay: string): string {
  return lastAppealDay(servedDay, version.compiled.folder.definition.appeal.within);
}
