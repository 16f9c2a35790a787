import { createHash } from 'node:crypto';
import type { Uuid } from '../ids.ts';

/** An entry as it is hashed: everything in it but where it was sealed, as PostgreSQL writes it. */
export interface EntryContent {
  id: string;
  xid: string;
  /** microseconds since 1970 */
  at: string;
  event: string;
  outcome: string;
  actor_kind: string;
  actor_id: string | null;
  acting_for: string | null;
  authority_id: string | null;
  unit_id: string | null;
  roles: string[];
  dossier_id: string | null;
  subject_id: string | null;
  /** jsonb as text: keys in PostgreSQL's own order */
  detail: string;
}

export interface BlockContent {
  number: number;
  previous: Buffer;
  entries: number;
  leaves: Buffer;
  sealed_at: Date;
}

export const hashSize = 32;
/** What the first block of a tenant follows. */
export const beginning = Buffer.alloc(hashSize);

export function leafOf(tenant: Uuid, entry: EntryContent): Buffer {
  const { id, xid, at, event, outcome, actor_kind, actor_id, acting_for, authority_id, unit_id, roles, dossier_id, subject_id, detail } = entry;
  return sha256(JSON.stringify(['entry', 1, tenant, id, xid, at, event, outcome, actor_kind, actor_id, acting_for, authority_id, unit_id,
    roles, dossier_id, subject_id, detail]));
}

export function headOf(tenant: Uuid, { number, previous, entries, leaves, sealed_at }: BlockContent): Buffer {
  return sha256(JSON.stringify(['block', 1, tenant, number, previous.toString('hex'), entries, sha256(leaves).toString('hex'),
    sealed_at.toISOString()]));
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}
