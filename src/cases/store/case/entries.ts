import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from './case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q, type AuthorKind, type EntryRow } from '../tables.ts';

/** What may stand in a timeline. `note` and those of staff alone are never shown to a party in the timeline. */
export const entryKinds = [
  'received', 'ownPartReceived', 'taken', 'handedOver', 'deputySet', 'note', 'completionAsked', 'completionAnswered', 'hearingAsked',
  'hearingAnswered', 'requestWithdrawn', 'documentAdded', 'documentReplaced', 'documentRestored', 'inquirySaved', 'decided', 'notified', 'served', 'appealReceived', 'appealTried',
  'appealPassedOn', 'appealDismissed', 'withdrawn', 'writtenOff', 'answered', 'receiptSent', 'closed', 'final', 'permitReminder', 'permitReturned', 'phoneNote', 'message',
  'otherAdded', 'otherAsked', 'otherAnswered', 'otherReminded', 'otherWithdrawn', 'partyLeft', 'receiptAsked', 'controlSent', 'simplifiedTold',
  'announced', 'takenDown', 'paymentReturned', 'sentOn', 'systemAnswered', 'benefitsFetched', 'notAutomatic', 'drawnForCheck', 'personAsked',
  'delayAsked', 'delayRefused', 'extended', 'agendaWritten', 'agendaPlaced', 'agendaDecided', 'agendaSentBack', 'agendaTakenBack', 'courtDecided',
  'matterBegun', 'matterAsked', 'matterDropped', 'reopened', 'corrected', 'confirmationAsked', 'confirmationSentBack', 'confirmed', 'urgencySet', 'urgencyLifted',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What an entry may say besides its kind, sealed. */
export interface EntryContent {
  text?: string;
  params?: Record<string, string>;
}

export interface Entry {
  id: Uuid;
  kind: EntryKind;
  at: Date;
  part: string;
  authorKind: AuthorKind;
  authorId: Uuid | null;
  refId: Uuid | null;
  content: EntryContent;
}

export interface NewEntry {
  kind: EntryKind;
  /** 'all', 'staff', or the id of a party */
  part: string;
  authorKind: AuthorKind;
  authorId?: Uuid;
  refId?: Uuid;
  content?: EntryContent;
}

/** Adds to the timeline. Nothing is ever changed or taken away. */
export async function addEntry(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, entry: NewEntry): Promise<Uuid> {
  const id = tx.id();
  tx.write(q.insertInto('cases.entry').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, kind: entry.kind, at: tx.now, part: entry.part,
    author_kind: entry.authorKind, author_id: entry.authorId ?? null, ref_id: entry.refId ?? null,
    cipher: entry.content ? await tx.sealJson(file.keyId, placeOf('cases.entry', id, 'cipher'), entry.content) : null,
  }));
  return id;
}

/** The timeline, oldest first: what this transaction may see of it. */
export async function entriesOf(tx: Tx, caseId: Uuid): Promise<Entry[]> {
  const rows = await tx.all(q.selectFrom('cases.entry').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('at').orderBy('id').limit(2_000));
  return inTurn(rows, (row) => toEntry(tx, row));
}

/** Whether a party has taken back what they sent in. */
export async function isWithdrawn(tx: Tx, caseId: Uuid): Promise<boolean> {
  return await tx.maybe(q.selectFrom('cases.entry').select('id').where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId).where('kind', '=', 'withdrawn').limit(1)) !== undefined;
}

async function toEntry(tx: Tx, row: EntryRow): Promise<Entry> {
  const id = asUuid(row.id);
  return {
    id, kind: row.kind as EntryKind, at: row.at, part: row.part, authorKind: row.author_kind,
    authorId: row.author_id === null ? null : asUuid(row.author_id), refId: row.ref_id === null ? null : asUuid(row.ref_id),
    content: row.cipher ? await tx.openJson<EntryContent>(placeOf('cases.entry', id, 'cipher'), row.cipher) : {},
  };
}
