import { type Tx, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from './case-file.ts';
import { placeOf, q, type OpeningRow } from '../tables.ts';

/** How long a stated reason holds: a working day, so that it is stated anew the next. */
const holdsFor = 10 * 3_600_000;

export interface NewOpening {
  staffId: Uuid;
  kind: OpeningRow['kind'];
  reason: string;
  /** in the reader's own words; sealed */
  note?: string;
}

export async function addOpening(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, opening: NewOpening): Promise<void> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.opening').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, staff_id: opening.staffId, kind: opening.kind, reason: opening.reason,
    note_cipher: opening.note ? await tx.seal(file.keyId, placeOf('cases.opening', id, 'note_cipher'), Buffer.from(opening.note)) : null,
    at: tx.now, until_at: new Date(tx.now.getTime() + holdsFor),
  }));
}

/** The reason a member of staff has stated and that still holds. */
export async function currentOpening(tx: Tx, caseId: Uuid, staffId: Uuid, kind: OpeningRow['kind']): Promise<{ reason: string } | undefined> {
  return tx.maybe(q.selectFrom('cases.opening').select('reason').where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('staff_id', '=', staffId).where('kind', '=', kind).where('until_at', '>', tx.now).orderBy('until_at', 'desc').limit(1));
}
