import { type recorded } from '../../../messages/index.ts';
import type { Slot } from '../../../platform/index.ts';
import { findCase, updateCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { register } from '../../store/register/records.ts';

type Contents<S> = S extends Slot<infer T> ? T : never;

/** A message in a case is a record of it: registered, and noted in the timeline of those who may read it. */
export const registerMessage: Contents<typeof recorded> = async ({ tx }, holder, { messageId, direction, person, author }) => {
  const file = await findCase(tx, holder.caseId);
  if (!file) throw new Error('a message in a case that cannot be seen');
  const party = person === 'all' ? undefined : (await partiesOf(tx, holder.caseId)).find(({ personId }) => personId === person);
  await addEntry(tx, file, {
    kind: 'message', part: person === 'all' ? 'all' : party?.id ?? 'staff', authorKind: author.kind, authorId: author.id, refId: messageId,
  });
  await register(tx, file, { direction, title: direction === 'in' ? 'Meddelande från part' : 'Meddelande till part', refId: messageId });
  await updateCase(tx, file.id, { last_event_at: tx.now, ...(direction === 'in' && { outside_event_at: tx.now }) });
};
