import { type Tx, type Uuid } from '../../../platform/index.ts';
import { updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry, type EntryKind } from '../../store/case/entries.ts';
import { register } from '../../store/register/records.ts';
import type { CaseRow } from '../../store/tables.ts';

/** What every act of a party does besides itself: timeline, register, and that the officer sees something new. */
export async function partyEvent(
  tx: Tx, file: CaseFile,
  event: { kind: EntryKind; part: string; by: Uuid; refId?: Uuid; record?: string; change?: Partial<CaseRow>; text?: string; params?: Record<string, string> },
): Promise<void> {
  await addEntry(tx, file, {
    kind: event.kind, part: event.part, authorKind: 'resident', authorId: event.by, ...(event.refId && { refId: event.refId }),
    ...((event.text || event.params) && { content: { ...(event.text && { text: event.text }), ...(event.params && { params: event.params }) } }),
  });
  if (event.record) await register(tx, file, { direction: 'in', title: event.record, ...(event.refId && { refId: event.refId }) });
  await updateCase(tx, file.id, { last_event_at: tx.now, outside_event_at: tx.now, ...event.change });
}
