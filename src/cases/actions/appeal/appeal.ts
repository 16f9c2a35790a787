import type { Tx, Uuid } from '../../../platform/index.ts';
import { addAppeal, appealsOf, type AppealContent } from '../../store/appeal/appeals.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import type { Party } from '../../store/parties/parties.ts';
import { partyEvent } from '../parties/party-event.ts';

/**
 * Receives an appeal: always, also late. Whether it came in time is tried by the authority afterwards (45 § förvaltningslagen),
 * and a court decides the rest. The same words once more are the same appeal: a form that was sent twice.
 */
export async function appeal(tx: Tx, at: { file: CaseFile; party: Party; by: Uuid; decisionId: Uuid }, content: AppealContent): Promise<Uuid> {
  const { file, party, by, decisionId } = at;
  // Locked, so that of two presses at once the second finds what the first wrote.
  await findCase(tx, file.id, { lock: true });
  const same = (await appealsOf(tx, file.id)).find((one) => one.partyId === party.id && one.decisionId === decisionId
    && one.content.wants === content.wants && one.content.why === content.why && one.content.files.length === content.files.length);
  if (same) return same.id;
  const id = await addAppeal(tx, file, { decisionId, partyId: party.id, channel: 'web', content });
  await partyEvent(tx, file, { kind: 'appealReceived', part: party.id, by, refId: id, record: 'Överklagande' });
  tx.audit({ event: 'cases.appealed', dossierId: file.id, subjectId: party.personId, authorityId: file.authorityId, unitId: file.unitId });
  tx.emit('cases.appealed', { case: file.id, appeal: id, person: party.personId });
  return id;
}
