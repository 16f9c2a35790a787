import { listDocuments, type DocumentFacts, type Tx, type Uuid } from '../../../platform/index.ts';
import { updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry, type EntryKind } from '../../store/case/entries.ts';
import { addReplacement, replacementsOf } from '../../store/case/replacements.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { recordsOf } from '../../store/register/records.ts';
import { isSignedCopy } from '../../model/case/documents.ts';

/** Who says it: a party of what they send in, or an officer of anything that has come in. */
export interface SaidBy { kind: 'resident' | 'staff'; id: Uuid }

/**
 * A document is a new version of an earlier one: a drawing that has been mended. Both stay in the case and in its register, and the earlier
 * says what it has been replaced by. Only what is current is replaced, and only by what is current, so that what replaces what never goes round.
 * @returns false when one of them is not there, or has been replaced already; nothing is written
 */
export async function replaceDocument(tx: Tx, file: CaseFile, by: SaidBy, { earlierId, laterIds }: { earlierId: Uuid; laterIds: readonly Uuid[] }): Promise<boolean> {
  const current = new Map((await replaceable(tx, file.id)).map((one) => [one.id, one]));
  const earlier = current.get(earlierId);
  const later = laterIds.map((id) => current.get(id));
  if (!earlier || !later.length || later.some((one) => one === undefined || one.id === earlierId)) return false;
  await addReplacement(tx, file, { earlierId, laterIds, byKind: by.kind, by: by.id });
  await tell(tx, file, by, 'documentReplaced', earlier, later.map((one) => one!.name).join(', '));
  return true;
}

/** It was a mistake: the earlier document stands after all. The rows before stay, and say what was thought meanwhile. @returns false when it is not replaced */
export async function restoreDocument(tx: Tx, file: CaseFile, staffId: Uuid, earlierId: Uuid): Promise<boolean> {
  const earlier = (await replacementsOf(tx, file.id)).has(earlierId) && (await listDocuments(tx, file.id)).find(({ id }) => id === earlierId);
  if (!earlier) return false;
  await addReplacement(tx, file, { earlierId, laterIds: [], byKind: 'staff', by: staffId });
  await tell(tx, file, { kind: 'staff', id: staffId }, 'documentRestored', earlier);
  return true;
}

/** The current documents of a case that have come in. What the authority has sent or drawn up, and what was signed, is never replaced by another file. */
export async function replaceable(tx: Tx, caseId: Uuid): Promise<DocumentFacts[]> {
  const replaced = await replacementsOf(tx, caseId);
  const letters = new Set((await recordsOf(tx, caseId)).filter(({ direction }) => direction !== 'in').flatMap(({ documentId }) => documentId ?? []));
  return (await listDocuments(tx, caseId)).filter(({ id, part, name }) => part !== 'staff' && !replaced.has(id) && !letters.has(id) && !isSignedCopy(name));
}

/** In the timeline of staff and of whoever sent the earlier: names of files may say what the other party is not to know. */
async function tell(tx: Tx, file: CaseFile, by: SaidBy, kind: Extract<EntryKind, 'documentReplaced' | 'documentRestored'>, earlier: DocumentFacts, later?: string): Promise<void> {
  const owner = (await partiesOf(tx, file.id)).find(({ personId }) => personId === earlier.ownerId);
  await addEntry(tx, file, {
    kind, part: owner?.id ?? 'staff', authorKind: by.kind, authorId: by.id, refId: earlier.id, content: { params: { earlier: earlier.name, ...(later !== undefined && { later }) } },
  });
  await updateCase(tx, file.id, { last_event_at: tx.now });
  tx.audit({ event: `cases.${kind}`, dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { document: earlier.id } });
  tx.emit(`cases.${kind}`, { case: file.id, document: earlier.id });
}
