import type { Staff, Tx } from '../../../platform/index.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import type { OpenedCase } from './open-case.ts';

/**
 * Opens a closed case again, with a reason that stays in the timeline. What was decided stands; what was written off without a decision can
 * be decided now. @returns false when it was open
 */
export async function reopenCase(tx: Tx, who: Staff, { file }: OpenedCase, why: string): Promise<boolean> {
  if (!file.closedAt) return false;
  const decided = file.closedWhy === 'decided';
  await updateCase(tx, file.id, {
    state: 'inquiry', closed_at: null, closed_why: null, retention_day: null, last_event_at: tx.now,
    // Written off is no decision on the application: nothing counts as decided until it is.
    ...(!decided && { decided_at: null }),
  });
  await addEntry(tx, file, { kind: 'reopened', part: 'all', authorKind: 'staff', authorId: who.staffId });
  await addEntry(tx, file, { kind: 'note', part: 'staff', authorKind: 'staff', authorId: who.staffId, content: { text: `Ärendet öppnades igen: ${why}` } });
  tx.audit({ event: 'cases.reopened', dossierId: file.id, unitId: file.unitId });
  return true;
}
