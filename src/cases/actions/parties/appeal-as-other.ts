import type { Tx, Uuid } from '../../../platform/index.ts';
import { addAppeal, appealsOf, type AppealContent } from '../../store/appeal/appeals.ts';
import { findCase, updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { findOther } from '../../store/parties/other-parties.ts';
import { register } from '../../store/register/records.ts';

/**
 * Receives the appeal of somebody who does not apply, but whom the decision concerns: always, also late. The same words once more
 * are the same appeal: a form that was sent twice.
 * @param at.by who is signed in; nobody, by code
 */
export async function appealAsOther(tx: Tx, at: { file: CaseFile; otherId: Uuid; by?: Uuid; decisionId: Uuid }, content: AppealContent): Promise<Uuid> {
  const { file, otherId, by, decisionId } = at;
  // Locked, so that of two presses at once the second finds what the first wrote.
  await findOther(tx, otherId, { lock: true });
  const same = (await appealsOf(tx, file.id)).find((one) => one.partyId === otherId && one.decisionId === decisionId
    && one.content.wants === content.wants && one.content.why === content.why);
  if (same) return same.id;
  await findCase(tx, file.id, { lock: true });
  const id = await addAppeal(tx, file, { decisionId, partyId: otherId, channel: 'web', content });
  await addEntry(tx, file, { kind: 'appealReceived', part: otherId, authorKind: 'resident', ...(by && { authorId: by }), refId: id });
  await register(tx, file, { direction: 'in', title: 'Överklagande', refId: id });
  await updateCase(tx, file.id, { last_event_at: tx.now, outside_event_at: tx.now });
  tx.audit({ event: 'cases.appealed', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId });
  tx.emit('cases.appealed', { case: file.id, appeal: id });
  return id;
}
