import { createHash, timingSafeEqual } from 'node:crypto';
import { asUuid, isUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from './tables.ts';

/** A link by which what was released is fetched, for a time. */
export interface Handout { id: Uuid; requestId: Uuid; until: Date; letterId: Uuid | null }

/**
 * The secret of a link follows from its id and a key of the tenant's, so that the letter with it can be written after commit without the
 * secret lying anywhere. 256 bits, of which only a hash is stored.
 */
export async function linkToken(tx: Tx, id: Uuid): Promise<string> {
  return `${id}.${(await tx.hash('records.handout', id)).toString('base64url')}`;
}

export async function addHandout(tx: Tx, request: { id: Uuid; authorityId: Uuid }, until: Date, letterId: Uuid | null): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('records.handout').values({
    tenant_id: tx.tenant, id, request_id: request.id, authority_id: request.authorityId, token_hash: hashOf(await linkToken(tx, id)), made_at: tx.now, until_at: until,
    letter_id: letterId,
  }));
  return id;
}

/** The hand-out that a link opens; undefined when there is none, its time is out, or the link was made up. */
export async function handoutOf(tx: Tx, token: string): Promise<Handout | undefined> {
  const [id = ''] = token.split('.', 1);
  if (!isUuid(id)) return undefined;
  const row = await tx.maybe(q.selectFrom('records.handout').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  if (!row || row.until_at <= tx.now || !timingSafeEqual(row.token_hash, hashOf(token))) return undefined;
  return { id, requestId: asUuid(row.request_id), until: row.until_at, letterId: row.letter_id === null ? null : asUuid(row.letter_id) };
}

export async function findHandout(tx: Tx, id: Uuid): Promise<Handout | undefined> {
  const row = await tx.maybe(q.selectFrom('records.handout').select(['request_id', 'until_at', 'letter_id']).where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && { id, requestId: asUuid(row.request_id), until: row.until_at, letterId: row.letter_id === null ? null : asUuid(row.letter_id) };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
