import type { Tx, Uuid } from '../../platform/index.ts';
import { addReadMarks, messagesOf, readMarks, type StoredMessage } from '../store.ts';

export interface Reader {
  /** resident: the person whose matter it is; staff: the member of staff */
  kind: 'resident' | 'staff';
  id: Uuid;
}

export interface ReadMessage extends StoredMessage {
  /** written by the other side, and not yet before the reader */
  unread: boolean;
}

/** The conversation of a case, oldest first: what the transaction may read of it, with what is new since the reader last looked. */
export async function readConversation(tx: Tx, caseId: Uuid, reader: Reader): Promise<ReadMessage[]> {
  const seen = await readMarks(tx, caseId, reader);
  return (await messagesOf(tx, caseId)).map((message) => ({
    ...message, unread: message.authorKind !== reader.kind && !seen.has(message.id),
  }));
}

/** Notes that the reader has had the conversation before them, as it stands now. */
export async function markRead(tx: Tx, caseId: Uuid, authorityId: Uuid, reader: Reader): Promise<void> {
  const unread = (await readConversation(tx, caseId, reader)).filter((message) => message.unread);
  await addReadMarks(tx, caseId, authorityId, reader, unread.map(({ id }) => id));
}

/** How many messages from the other side are new to the reader. */
export async function unreadCount(tx: Tx, caseId: Uuid, reader: Reader): Promise<number> {
  return (await readConversation(tx, caseId, reader)).filter(({ unread }) => unread).length;
}
