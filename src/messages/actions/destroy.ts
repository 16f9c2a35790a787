import type { Tx, Uuid } from '../../platform/index.ts';
import { q } from '../store.ts';

/** Takes a case's conversation away, when the case is destroyed. Run as the system. @returns how many messages */
export async function destroyConversation(tx: Tx, caseId: Uuid): Promise<number> {
  const messages = await tx.run(q.deleteFrom('messages.message').where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId));
  for (const table of ['messages.conversation', 'messages.read_mark'] as const) {
    await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId));
  }
  return messages;
}
