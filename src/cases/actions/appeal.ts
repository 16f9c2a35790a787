import type { Tx, Uuid } from '../../platform/index.ts';
import { addAppeal, type AppealContent } from '../store/appeals.ts';
import type { CaseFile } from '../store/case-file.ts';
import type { Party } from '../store/parties.ts';
import { partyEvent } from './party-event.ts';

/**
 * Receives an appeal: always, also late. Whether it came in time is tried by the authority afterwards (45 § förvaltningslagen),
 * and a court decides the rest.
 */
export async function appeal(tx: Tx, at: { file: CaseFile; party: Party; by: Uuid; decisionId: Uuid }, content: AppealContent): Promise<Uuid> {
  const { file, party, by, decisionId } = at;
  const id = await addAppeal(tx, file, { decisionId, partyId: party.id, channel: 'web', content });
  await partyEvent(tx, file, { kind: 'appealReceived', part: party.id, by, refId: id, record: 'Överklagande' });
  tx.audit({ event: 'cases.appealed', dossierId: file.id, subjectId: party.personId, authorityId: file.authorityId, unitId: file.unitId });
  tx.emit('cases.appealed', { case: file.id, appeal: id, person: party.personId });
  return id;
}
