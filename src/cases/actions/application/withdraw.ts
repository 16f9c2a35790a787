import type { Tx, Uuid } from '../../../platform/index.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { partyEvent } from '../parties/party-event.ts';

/** A party takes the application back. The authority then writes the case off: that is its decision, not the party's. */
export async function withdraw(tx: Tx, file: CaseFile, personId: Uuid, by: Uuid, why: string): Promise<void> {
  await partyEvent(tx, file, { kind: 'withdrawn', part: 'all', by, record: 'Återkallelse av ansökan', ...(why && { text: why }) });
  tx.audit({ event: 'cases.withdrawn', dossierId: file.id, subjectId: personId, authorityId: file.authorityId, unitId: file.unitId });
  tx.emit('cases.withdrawn', { case: file.id, person: personId });
}
