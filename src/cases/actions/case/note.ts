import { staffNames } from '../../../identity/index.ts';
import type { Staff, Tx, Uuid } from '../../../platform/index.ts';
import { updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry, entriesOf } from '../../store/case/entries.ts';
import { register } from '../../store/register/records.ts';

export interface Note {
  id: Uuid;
  at: Date;
  by: string;
  phone: boolean;
  text: string;
}

/**
 * A note of staff, kept apart from what the parties see in their timeline. A note of a talk that adds to the matter is a record
 * (27 § förvaltningslagen), so it is registered unless the officer says that it is none (`record`).
 */
export async function addNote(tx: Tx, who: Staff, file: CaseFile, note: { text: string; phone: boolean; record?: boolean }): Promise<void> {
  await addEntry(tx, file, { kind: note.phone ? 'phoneNote' : 'note', part: 'staff', authorKind: 'staff', authorId: who.staffId, content: { text: note.text } });
  if (note.record ?? note.phone) await register(tx, file, { direction: 'drawnUp', title: 'Tjänsteanteckning, telefonsamtal' });
  await updateCase(tx, file.id, { last_event_at: tx.now });
  tx.audit({ event: 'cases.noted', dossierId: file.id, unitId: file.unitId, detail: { phone: note.phone } });
}

/** The notes of a case, newest first. */
export async function notesOf(tx: Tx, caseId: Uuid): Promise<Note[]> {
  const notes = (await entriesOf(tx, caseId)).filter(({ kind }) => kind === 'note' || kind === 'phoneNote').reverse();
  const names = await staffNames(tx, notes.flatMap(({ authorId }) => authorId ?? []));
  return notes.map(({ id, at, kind, authorId, content }) => ({
    id, at, by: (authorId && names.get(authorId)) ?? '–', phone: kind === 'phoneNote', text: content.text ?? '',
  }));
}
