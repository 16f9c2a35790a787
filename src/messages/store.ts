import { asUuid, tables, type Language, type Place, type Runner, type Tx, type Uuid } from '../platform/index.ts';
import type { NoticeKind } from './model.ts';

export interface CallbackRow {
  tenant_id: string; id: string; authority_id: string | null; unit_id: string; person_id: string | null; case_id: string | null; key_id: string; language: Language; protected: boolean;
  content_cipher: Buffer; copy_cipher: Buffer | null; copy_until: Date | null; asked_at: Date; taken_by: string | null; taken_at: Date | null; attempts: number;
  attempted_at: Date | null; ended_at: Date | null; ended_why: 'reached' | 'noAnswer' | 'withdrawn' | null;
}

interface Tables {
  'messages.callback': CallbackRow;
  'messages.conversation': { tenant_id: string; id: string; case_id: string; authority_id: string; started_at: Date };
  'messages.message': {
    tenant_id: string; id: string; conversation_id: string; case_id: string; authority_id: string; person_id: string | null;
    author_kind: 'resident' | 'staff'; author_id: string; unit_id: string | null; at: Date; cipher: Buffer;
  };
  'messages.read_mark': {
    tenant_id: string; message_id: string; reader_kind: 'resident' | 'staff'; reader_id: string; case_id: string; authority_id: string; at: Date;
  };
  'messages.dispatch': {
    tenant_id: string; id: string; key: string; person_id: string; kind: NoticeKind; case_id: string | null; confidentiality: number;
    language: Language; made_at: Date; attempts: number; sent_at: Date | null; given_up: 'noAddress' | 'refused' | null;
    reported: 'delivered' | 'failed' | null; reported_at: Date | null; mail_only: boolean; bounced_at: Date | null; address_hash: Buffer | null;
  };
}

/** The builder over this room's tables; used by the actions of the room. */
export const q = tables<Tables>();

/** A message as its readers get it. */
export interface StoredMessage {
  id: Uuid;
  caseId: Uuid;
  /** whom it is to or from, of the parties; null: all of them */
  personId: Uuid | null;
  authorKind: 'resident' | 'staff';
  authorId: Uuid;
  /** the unit that staff wrote for */
  unitId: Uuid | null;
  at: Date;
  text: string;
}

export function placeOfMessage(id: Uuid): Place {
  return { table: 'messages.message', row: id, column: 'cipher' };
}

/** The conversation of a case; made at its first message, and one however many write at once. */
export async function conversationOf(tx: Tx, caseId: Uuid, authorityId: Uuid): Promise<Uuid> {
  const find = () => tx.maybe(q.selectFrom('messages.conversation').select('id').where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId));
  const known = await find();
  if (known) return asUuid(known.id);
  await tx.run(q.insertInto('messages.conversation')
    .values({ tenant_id: tx.tenant, id: tx.id(), case_id: caseId, authority_id: authorityId, started_at: tx.now })
    .onConflict((conflict) => conflict.doNothing()));
  return asUuid((await find())!.id);
}

/** What this transaction may read of a case's conversation, oldest first. */
export async function messagesOf(tx: Tx, caseId: Uuid): Promise<StoredMessage[]> {
  const rows = await tx.all(q.selectFrom('messages.message').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('at').orderBy('id').limit(1_000));
  const found: StoredMessage[] = [];
  for (const row of rows) {
    const id = asUuid(row.id);
    found.push({
      id, caseId, personId: row.person_id === null ? null : asUuid(row.person_id), authorKind: row.author_kind,
      authorId: asUuid(row.author_id), unitId: row.unit_id === null ? null : asUuid(row.unit_id), at: row.at,
      text: (await tx.open(placeOfMessage(id), row.cipher)).toString('utf8'),
    });
  }
  return found;
}

/** Which messages of a case the reader has had before them. */
export async function readMarks(tx: Runner, caseId: Uuid, reader: { kind: 'resident' | 'staff'; id: Uuid }): Promise<ReadonlySet<string>> {
  const rows = await tx.all(q.selectFrom('messages.read_mark').select('message_id').where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('reader_kind', '=', reader.kind).where('reader_id', '=', reader.id));
  return new Set(rows.map((row) => row.message_id));
}

export async function addReadMarks(
  tx: Runner, caseId: Uuid, authorityId: Uuid, reader: { kind: 'resident' | 'staff'; id: Uuid }, messages: readonly Uuid[],
): Promise<void> {
  if (!messages.length) return;
  await tx.run(q.insertInto('messages.read_mark').values(messages.map((id) => ({
    tenant_id: tx.tenant, message_id: id, reader_kind: reader.kind, reader_id: reader.id, case_id: caseId, authority_id: authorityId, at: tx.now,
  }))).onConflict((conflict) => conflict.doNothing()));
}
