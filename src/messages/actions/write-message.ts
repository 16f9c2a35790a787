import { slot, type House, type Tx, type Uuid } from '../../platform/index.ts';
import { conversationOf, placeOfMessage, q } from '../store.ts';

/** Where a conversation belongs: a case of an authority, whose key seals what is written. */
export interface Holder {
  caseId: Uuid;
  authorityId: Uuid;
  keyId: Uuid;
  unitId?: Uuid;
}

export interface NewMessage {
  /** `resident`: who wrote, possibly for someone else; `staff`: who wrote, shown to the person as their unit */
  author: { kind: 'resident' | 'staff'; id: Uuid };
  /** Which of the parties it is to or from. A resident's own message always names the person whose matter it is. */
  person: Uuid | 'all';
  text: string;
  /** names this very message, so that the same form sent twice is one; made when the form is shown */
  key?: Uuid;
}

/** Most characters of a message. Said by the field. */
export const longestMessage = 10_000;

export type Written = { ok: true; id: Uuid } | { ok: false; reason: 'empty' | 'tooLong' };

/** A message is an official record as soon as it has come in or been sent: the room that holds the case registers it. */
export const recorded =
  slot<(at: { house: House; tx: Tx }, holder: Holder, record: { messageId: Uuid; direction: 'in' | 'out'; person: Uuid | 'all'; author: NewMessage['author'] }) =>
    Promise<void>>('recorded');

/**
 * Writes a message in a case's conversation, sealed with the case's key, and has it registered, all in this transaction.
 * A resident's transaction must have entered the case (`tx.enter`).
 */
export async function writeMessage(at: { house: House; tx: Tx }, holder: Holder, message: NewMessage): Promise<Written> {
  const { tx, house } = at;
  const text = message.text.trim();
  if (!text) return { ok: false, reason: 'empty' };
  if (text.length > longestMessage) return { ok: false, reason: 'tooLong' };
  const conversation = await conversationOf(tx, holder.caseId, holder.authorityId);
  const { author, person } = message;
  const id = message.key ?? tx.id();
  const made = await tx.run(q.insertInto('messages.message').values({
    tenant_id: tx.tenant, id, conversation_id: conversation, case_id: holder.caseId, authority_id: holder.authorityId,
    person_id: person === 'all' ? null : person, author_kind: author.kind, author_id: author.id,
    unit_id: author.kind === 'staff' ? holder.unitId ?? null : null, at: tx.now,
    cipher: await tx.seal(holder.keyId, placeOfMessage(id), Buffer.from(text)),
  }).onConflict((conflict) => conflict.doNothing()));
  // The same form once more: it has been written, registered and told already.
  if (!made) return { ok: true, id };
  const direction = author.kind === 'staff' ? 'out' : 'in';
  for (const register of house.slots.all(recorded)) await register(at, holder, { messageId: id, direction, person, author });
  tx.emit('messages.written', { case: holder.caseId, message: id });
  return { ok: true, id };
}
