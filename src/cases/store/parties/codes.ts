import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { asUuid, type Runner, type Tx, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { q, type AccessCodeRow } from '../tables.ts';

/** A code that opens one case to one party: what is known of it without knowing the code. */
export interface AccessCode {
  id: Uuid;
  caseId: Uuid;
  authorityId: Uuid;
  purpose: AccessCodeRow['purpose'];
  partyId: Uuid | null;
  otherPartyId: Uuid | null;
  issuedAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

/** Whose code it is: a party, another party, or nobody's but the case's. */
export interface CodeHolder { partyId?: Uuid; otherPartyId?: Uuid }

export async function insertCode(
  tx: Runner, file: Pick<CaseFile, 'id' | 'authorityId'>,
  one: CodeHolder & { purpose: AccessCode['purpose']; code: string; link: string; expiresAt: Date },
): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.access_code').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, purpose: one.purpose, party_id: one.partyId ?? null,
    other_party_id: one.otherPartyId ?? null, code_hash: hashOf(tx.tenant, one.code), link_hash: hashOf(tx.tenant, one.link),
    issued_at: tx.now, expires_at: one.expiresAt, uses: 0, used_at: null, revoked_at: null, document_id: null,
  }));
  return id;
}

/** Makes what was given before useless: one code at a time opens a part. @returns how many ended */
export function revokeCodes(tx: Runner, caseId: Uuid, holder: CodeHolder): Promise<number> {
  return tx.run(q.updateTable('cases.access_code').set({ revoked_at: tx.now }).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('party_id', 'is not distinct from', holder.partyId ?? null).where('other_party_id', 'is not distinct from', holder.otherPartyId ?? null)
    .where('revoked_at', 'is', null));
}

/** Says which copy in the case is of the letter that holds a code. */
export async function markLetter(tx: Runner, code: Uuid, documentId: Uuid): Promise<void> {
  await tx.run(q.updateTable('cases.access_code').set({ document_id: documentId }).where('tenant_id', '=', tx.tenant).where('id', '=', code));
}

/** The code, still in force, of the letter that a copy in the case is of. */
export async function codeOfLetter(tx: Runner, documentId: Uuid): Promise<Uuid | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.access_code').select('id').where('tenant_id', '=', tx.tenant).where('document_id', '=', documentId)
    .where('revoked_at', 'is', null).where('expires_at', '>', tx.now));
  return row && asUuid(row.id);
}

/** Codes whose letter to print is to be destroyed now, and is remembered no more: of a case, or of every code that is dead. */
export async function lettersOfCodes(tx: Tx, of: { caseId: Uuid } | 'dead'): Promise<Uuid[]> {
  const query = q.updateTable('cases.access_code').set({ document_id: null }).where('tenant_id', '=', tx.tenant).where('document_id', 'is not', null).returning('id');
  const rows = await tx.all(of === 'dead' ? query.where((eb) => eb.or([eb('revoked_at', 'is not', null), eb('expires_at', '<=', tx.now)])) : query.where('case_id', '=', of.caseId));
  return rows.map(({ id }) => asUuid(id));
}

async function codeById(tx: Runner, id: Uuid): Promise<AccessCode | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.access_code').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toCode(row);
}

/** Most times one code is opened in an hour: somebody who writes an answer needs a few. */
const mostUses = 20;
const hour = 3_600_000;

/** The code that was typed, or whose link was followed, counted as used. Run as the system: nobody is signed in. */
export async function useCode(tx: Tx, by: { code: string } | { link: string }): Promise<AccessCode | 'unknown' | 'tooOften'> {
  const [column, value] = 'code' in by ? ['code_hash', by.code] as const : ['link_hash', by.link] as const;
  const row = await tx.maybe(q.selectFrom('cases.access_code').selectAll().where('tenant_id', '=', tx.tenant).where(column, '=', hashOf(tx.tenant, value)).forUpdate());
  if (!row || row.revoked_at || row.expires_at <= tx.now) return 'unknown';
  const recent = row.used_at !== null && tx.now.getTime() - row.used_at.getTime() < hour;
  const uses = recent ? row.uses + 1 : 1;
  if (uses > mostUses) return 'tooOften';
  await tx.run(q.updateTable('cases.access_code').set({ uses, used_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', row.id));
  return toCode(row);
}

/** Whether a code or link is one in force, without using it: a page that a mail program fetches ahead must not count. */
export async function linkInForce(tx: Runner, link: string): Promise<boolean> {
  return await tx.maybe(q.selectFrom('cases.access_code').select('id').where('tenant_id', '=', tx.tenant).where('link_hash', '=', hashOf(tx.tenant, link))
    .where('revoked_at', 'is', null).where('expires_at', '>', tx.now)) !== undefined;
}

/** Wrong codes from one address within an hour, before it has to wait. */
const mostWrong = 10;

/** Whether an address has typed too many wrong codes this hour. */
export async function isBarred(tx: Tx, address: string): Promise<boolean> {
  const hashes = await tx.hashes('codeAddress', address);
  const row = await tx.maybe(q.selectFrom('cases.code_attempt').select((eb) => eb.fn.sum<string>('count').as('sum')).where('tenant_id', '=', tx.tenant)
    .where('address_hash', 'in', [...hashes]).where('at_hour', '>=', new Date(tx.now.getTime() - hour)));
  return Number(row?.sum ?? 0) >= mostWrong;
}

export async function countWrong(tx: Tx, address: string): Promise<void> {
  const at = new Date(Math.floor(tx.now.getTime() / hour) * hour);
  await tx.run(q.insertInto('cases.code_attempt').values({ tenant_id: tx.tenant, address_hash: await tx.hash('codeAddress', address), at_hour: at, count: 1 })
    .onConflict((oc) => oc.columns(['tenant_id', 'address_hash', 'at_hour']).doUpdateSet({ count: sql<number>`code_attempt.count + 1` })));
}

/** Forgets attempts and sessions that have ended. @returns how many */
export async function forgetAttempts(tx: Runner): Promise<number> {
  const ended = new Date(tx.now.getTime() - 24 * hour);
  return await tx.run(q.deleteFrom('cases.code_attempt').where('tenant_id', '=', tx.tenant).where('at_hour', '<', ended))
    + await tx.run(q.deleteFrom('cases.code_session').where('tenant_id', '=', tx.tenant).where('ends_at', '<', ended));
}

/** Minutes without a request, and minutes in all, after which the code is asked for again. */
const limits = { idle: 30, absolute: 120 };

export async function insertSession(tx: Runner, code: AccessCode, token: string): Promise<void> {
  await tx.run(q.insertInto('cases.code_session').values({
    tenant_id: tx.tenant, token_hash: hashOf(tx.tenant, token), code_id: code.id, case_id: code.caseId, started_at: tx.now, seen_at: tx.now,
    ends_at: new Date(tx.now.getTime() + limits.absolute * 60_000),
  }));
}

/** The code a browser has opened, if its session and the code itself still hold. Run as the system. */
export async function sessionCode(tx: Runner, token: string): Promise<AccessCode | undefined> {
  const mine = (query: Buffer) => q.updateTable('cases.code_session').set({ seen_at: tx.now }).where('tenant_id', '=', tx.tenant).where('token_hash', '=', query)
    .where('ends_at', '>', tx.now).where('seen_at', '>', new Date(tx.now.getTime() - limits.idle * 60_000));
  const row = await tx.maybe(mine(hashOf(tx.tenant, token)).returning('code_id'));
  const code = row && await codeById(tx, asUuid(row.code_id));
  return code && !code.revokedAt && code.expiresAt > tx.now ? code : undefined;
}

export function endSession(tx: Runner, token: string): Promise<number> {
  return tx.run(q.deleteFrom('cases.code_session').where('tenant_id', '=', tx.tenant).where('token_hash', '=', hashOf(tx.tenant, token)));
}

function toCode(row: AccessCodeRow): AccessCode {
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  return {
    id: asUuid(row.id), caseId: asUuid(row.case_id), authorityId: asUuid(row.authority_id), purpose: row.purpose, partyId: maybe(row.party_id),
    otherPartyId: maybe(row.other_party_id), issuedAt: row.issued_at, expiresAt: row.expires_at, revokedAt: row.revoked_at,
  };
}

/**
 * SHA-256 bound to the organisation. Codes hold 85 bits and links 128, drawn by chance, so nobody finds one from its hash; and no
 * key is part of it, so that a code in a letter holds while the organisation's lookup key is replaced.
 */
function hashOf(tenant: Uuid, secret: string): Buffer {
  return createHash('sha256').update(`sprang access code\n${tenant}\n${secret}`).digest();
}
