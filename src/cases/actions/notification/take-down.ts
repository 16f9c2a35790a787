import { swedishDay, type Staff, type Tx } from '../../../platform/index.ts';
import { findCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { forgetNotices, markDown, noticesDue, type Notice } from '../../store/notification/notices.ts';

const batch = 500;
/** Years that a notice without a case is kept after it came down, as proof that it hung. */
const keptYears = 2;

/** Takes down what has hung its time, with a line in its case and the audit as proof. @returns how many */
export async function takeDownDue(tx: Tx): Promise<number> {
  const due = await noticesDue(tx, batch);
  for (const notice of due) await down(tx, notice);
  await forgetNotices(tx, new Date(Date.UTC(tx.now.getUTCFullYear() - keptYears, tx.now.getUTCMonth(), tx.now.getUTCDate())));
  return due.length;
}

/** Takes a notice down before its day: it was wrong, say. @returns false when it no longer hangs */
export function takeDown(tx: Tx, who: Staff, notice: Notice, why: string): Promise<boolean> {
  return down(tx, notice, { staffId: who.staffId, why });
}

async function down(tx: Tx, notice: Notice, by?: { staffId: Staff['staffId']; why: string }): Promise<boolean> {
  if (!await markDown(tx, notice.id, by)) return false;
  const file = notice.caseId && await findCase(tx, notice.caseId);
  if (file) {
    await addEntry(tx, file, { kind: 'takenDown', part: 'staff', authorKind: by ? 'staff' : 'system', ...(by && { authorId: by.staffId }), refId: notice.id,
      content: { text: `Anslaget ”${notice.title}” satt uppe ${notice.upDay} – ${swedishDay(tx.now)}.` } });
  }
  tx.audit({ event: 'cases.noticeTakenDown', authorityId: notice.authorityId, ...(notice.caseId && { dossierId: notice.caseId }),
    detail: { notice: notice.id, up: notice.upDay, early: by !== undefined } });
  return true;
}
