import { addDays, swedishDay, type Staff, type Tx } from '../../../platform/index.ts';
import { versionById } from '../../../services/index.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { addTask } from '../../store/clocks/tasks.ts';
import { forgetNotices, markDown, noticesDue, noticesOfCase, renameNotice, type Notice } from '../../store/notification/notices.ts';

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

/** Why a notice came down by itself before its day. */
export const coveredWhy = 'En part har fått skyddade personuppgifter.';

/**
 * Somebody in the case has got a protected identity: what hangs about it comes down at once, and the property it named goes from the
 * heading that is kept as proof, since it tells where they live. Those who were to be told by the board until then must be told in
 * another way: a task for the officer. Run as the system; again without harm.
 * @returns how many came down
 */
export async function coverNotices(tx: Tx, file: CaseFile): Promise<number> {
  const today = swedishDay(tx.now);
  const { announce } = (await versionById(tx, file.versionId)).compiled.folder.definition.notify;
  let taken = 0;
  for (const notice of await noticesOfCase(tx, file.id)) {
    const title = announce?.title ?? 'Beslut';
    if (notice.title !== title) await renameNotice(tx, notice.id, title);
    if (notice.takenDownAt || !await down(tx, { ...notice, title }, { why: coveredWhy })) continue;
    taken += 1;
    if (notice.appealUntil && notice.appealUntil >= today) {
      await addTask(tx, file, { key: `notice/${notice.id}`, role: 'officer', dueDay: addDays(today, 1),
        what: 'Anslaget om beslutet togs ned i förtid, eftersom en part har fått skyddade personuppgifter. Tiden att överklaga hade inte gått ut. Delge dem som skulle få beslutet genom anslaget på ett annat sätt, eller sätt upp ett nytt anslag utan fastighetens namn.' });
    }
  }
  return taken;
}

async function down(tx: Tx, notice: Notice, by?: { staffId?: Staff['staffId']; why: string }): Promise<boolean> {
  if (!await markDown(tx, notice.id, by)) return false;
  const file = notice.caseId && await findCase(tx, notice.caseId);
  if (file) {
    await addEntry(tx, file, { kind: 'takenDown', part: 'staff', authorKind: by?.staffId ? 'staff' : 'system', ...(by?.staffId && { authorId: by.staffId }), refId: notice.id,
      content: { text: `Anslaget ”${notice.title}” satt uppe ${notice.upDay} – ${swedishDay(tx.now)}.${by && !by.staffId ? ` ${by.why}` : ''}` } });
  }
  tx.audit({ event: 'cases.noticeTakenDown', authorityId: notice.authorityId, ...(notice.caseId && { dossierId: notice.caseId }),
    detail: { notice: notice.id, up: notice.upDay, early: by !== undefined } });
  return true;
}
