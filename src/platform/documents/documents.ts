import { createHash } from 'node:crypto';
import type { Tx } from '../database/transaction.ts';
import type { Uuid } from '../ids.ts';
import type { Place } from '../keys/cipher.ts';
import { deleteRows, documentsOf, findChunk, findDocument, insertChunk, insertDocument, moveRows, type DocumentRow } from './store.ts';

/** Bytes of a document that are sealed together: small enough to hold many at once, large enough that sealing costs little. */
export const chunkSize = 256 * 1024;

export interface NewDocument {
  /** the draft or case it belongs to: entered (`tx.enter`) or made (`tx.admitCase`) in this transaction when a resident puts it */
  dossierId: Uuid;
  /** seals its name and content; a dossier that is destroyed takes the key with it */
  keyId: Uuid;
  /** the authority whose staff may read it; none while it lies in a resident's draft */
  authorityId?: Uuid;
  /** who put it there */
  ownerId?: Uuid;
  /** for whom in the dossier: 'all', or the name of a part or party */
  part?: string;
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** What is known of a document without opening it; only its name is sealed. */
export interface DocumentFacts {
  id: Uuid;
  dossierId: Uuid;
  name: string;
  mediaType: string;
  /** bytes */
  size: number;
  /** hex */
  sha256: string;
  part: string;
  ownerId: Uuid | undefined;
  createdAt: Date;
}

export interface Document extends DocumentFacts {
  bytes: Buffer;
}

/** The content does not have the hash that was taken when it was put there: a fault, never shown as if it were whole. */
export class DocumentBroken extends Error {
  readonly code = 'DOCUMENT_BROKEN';
  constructor(id: Uuid) {
    super(`document ${id} is not what was put there`);
  }
}

/** Seals a file into rows of the same transaction, so that one commit and one backup hold everything. */
export async function putDocument(tx: Tx, document: NewDocument): Promise<{ id: Uuid; sha256: string; size: number }> {
  const { bytes, keyId } = document;
  const id = tx.id();
  const sha256 = createHash('sha256').update(bytes).digest();
  const chunks = Math.ceil(bytes.length / chunkSize);
  await insertDocument(tx, {
    tenant_id: tx.tenant, id, dossier_id: document.dossierId, authority_id: document.authorityId ?? null,
    owner_id: document.ownerId ?? null, part: document.part ?? 'all', key_id: keyId, media_type: document.mediaType,
    name_cipher: await tx.seal(keyId, namePlace(id), Buffer.from(document.name)),
    size: bytes.length, sha256, chunks, created_at: tx.now,
  });
  for (let n = 0; n < chunks; n++) {
    const part = bytes.subarray(n * chunkSize, (n + 1) * chunkSize);
    await insertChunk(tx, { tenant_id: tx.tenant, document_id: id, n, cipher: await tx.seal(keyId, chunkPlace(id, n), part) });
  }
  return { id, sha256: sha256.toString('hex'), size: bytes.length };
}

/**
 * A document with its content, or undefined when there is none that this transaction may see.
 * @throws DocumentBroken, SealBroken; KeyGone when its dossier is destroyed
 */
export async function readDocument(tx: Tx, id: Uuid): Promise<Document | undefined> {
  const row = await findDocument(tx, id);
  if (!row) return undefined;
  const parts: Buffer[] = [];
  for (let n = 0; n < row.chunks; n++) {
    const cipher = await findChunk(tx, id, n);
    if (!cipher) throw new DocumentBroken(id);
    parts.push(await tx.open(chunkPlace(id, n), cipher));
  }
  const bytes = Buffer.concat(parts);
  if (bytes.length !== row.size || !createHash('sha256').update(bytes).digest().equals(row.sha256)) throw new DocumentBroken(id);
  return { ...await factsOf(tx, row), bytes };
}

/** The documents of a dossier that this transaction may see, oldest first. */
export async function listDocuments(tx: Tx, dossierId: Uuid): Promise<DocumentFacts[]> {
  const facts: DocumentFacts[] = [];
  for (const row of await documentsOf(tx, dossierId)) facts.push(await factsOf(tx, row));
  return facts;
}

/**
 * Hands the documents of a draft to the case made of it, and so to the staff of its authority. Nothing is sealed anew: the
 * case takes over the draft's key, which must not be destroyed with the draft.
 * A resident must have entered the draft and named the case they make.
 * @returns how many moved
 */
export async function moveDocuments(tx: Tx, fromDossier: Uuid, toDossier: Uuid, authority: Uuid): Promise<number> {
  return moveRows(tx, fromDossier, toDossier, authority);
}

/** @returns how many were deleted */
export async function deleteDocuments(tx: Tx, dossierId: Uuid): Promise<number> {
  const rows = await documentsOf(tx, dossierId);
  await deleteRows(tx, rows.map(({ id }) => id));
  return rows.length;
}

/** Takes one document away, as when a resident removes a file from a draft. @returns false when there is none they may see */
export async function deleteDocument(tx: Tx, id: Uuid): Promise<boolean> {
  const row = await findDocument(tx, id);
  if (row) await deleteRows(tx, [id]);
  return row !== undefined;
}

async function factsOf(tx: Tx, row: DocumentRow): Promise<DocumentFacts> {
  return {
    id: row.id, dossierId: row.dossier_id, name: (await tx.open(namePlace(row.id), row.name_cipher)).toString('utf8'),
    mediaType: row.media_type, size: row.size, sha256: row.sha256.toString('hex'), part: row.part,
    ownerId: row.owner_id ?? undefined, createdAt: row.created_at,
  };
}

function namePlace(id: Uuid): Place {
  return { table: 'platform.document', row: id, column: 'name_cipher' };
}

function chunkPlace(id: Uuid, n: number): Place {
  return { table: 'platform.document_chunk', row: id, column: 'cipher', revision: n };
}
