import { createHash, randomBytes } from 'node:crypto';
import { asUuid, type CookieJar, type Display, type House, type Level, type Principal, type StaffRole, type TenantFacts, type Tx,
  type Uuid, type Visitor } from '../platform/index.ts';
import { stillHolds } from './still-holds.ts';
import { openWith, sealWith } from './token-seal.ts';
import { q, type ProxyGround } from './store.ts';

export type Realm = 'resident' | 'staff';

/** `__Host-`: only this host, only encrypted, the whole path. Residents and staff apart, so that one person can be both. */
export const cookieNames: Record<Realm, string> = { resident: '__Host-sprang', staff: '__Host-sprang-personal' };

/** Minutes without a request, and minutes in all, after which one signs in again. */
const limits: Record<Realm, { idle: number; absolute: number }> = {
  resident: { idle: 30, absolute: 8 * 60 },
  staff: { idle: 60, absolute: 10 * 60 },
};

/** What the cookie's holder is shown and what staff may; sealed with the token, so that the database alone cannot read it. */
interface Sealed {
  display: Display;
  /** whom the provider vouched for: a signature is asked of the same */
  provider: { issuer: string; subject: string };
  unitIds?: Uuid[];
  roles?: StaffRole[];
}

export interface NewSession {
  realm: Realm;
  personId?: Uuid;
  staffId?: Uuid;
  authorityId?: Uuid;
  level: Level;
  provenAt: Date;
  display: Display;
  provider: { issuer: string; subject: string };
  unitIds?: Uuid[];
  roles?: StaffRole[];
  actingFor?: { personId: Uuid; proxyId: Uuid; ground: ProxyGround };
}

/** Starts a session. @returns the token for the cookie; it is stored nowhere. */
export async function startSession(tx: Tx, session: NewSession): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const { realm, level, provenAt, display, provider, unitIds, roles, actingFor } = session;
  await tx.run(q.insertInto('identity.session').values({
    tenant_id: tx.tenant, id: tx.id(), token_hash: hashOf(token), realm, person_id: session.personId ?? null,
    staff_id: session.staffId ?? null, authority_id: session.authorityId ?? null, acting_for: actingFor?.personId ?? null,
    proxy_id: actingFor?.proxyId ?? null, ground: actingFor?.ground ?? null, level, proven_at: provenAt, started_at: tx.now, seen_at: tx.now, ended_at: null,
    ends_at: new Date(tx.now.getTime() + limits[realm].absolute * 60_000),
    sealed: sealWith(token, { display, provider, ...(unitIds && { unitIds }), ...(roles && { roles }) } satisfies Sealed),
  }));
  return token;
}

/** Changes whom a session acts for, or in which authority, keeping its limits. Nothing, when the session has ended meanwhile. */
export async function changeSession(
  tx: Tx, cookies: CookieJar, realm: Realm,
  change: { display?: Partial<Display>; actingFor?: { personId: Uuid; proxyId: Uuid; ground: ProxyGround } | null;
    place?: { authorityId?: Uuid; unitIds: Uuid[]; roles: StaffRole[] } },
): Promise<void> {
  const token = cookies[cookieNames[realm]]!;
  const mine = q.updateTable('identity.session').where('tenant_id', '=', tx.tenant).where('token_hash', '=', hashOf(token));
  const before = await sealedOf(tx, cookies, realm);
  if (!before) return;
  const { actingFor, place } = change;
  await tx.run(mine.set({
    ...(actingFor !== undefined && { acting_for: actingFor?.personId ?? null, proxy_id: actingFor?.proxyId ?? null, ground: actingFor?.ground ?? null }),
    ...(place && { authority_id: place.authorityId ?? null }),
    sealed: sealWith(token, {
      ...before, display: { ...before.display, ...change.display }, ...(place && { unitIds: place.unitIds, roles: place.roles }),
    } satisfies Sealed),
  }));
}

/** Whom the provider vouched for when this session was started. Run as the system. */
export async function sealedOf(tx: Tx, cookies: CookieJar, realm: Realm): Promise<Sealed | undefined> {
  const token = cookies[cookieNames[realm]];
  if (!token) return undefined;
  const row = await tx.maybe(q.selectFrom('identity.session').select('sealed').where('tenant_id', '=', tx.tenant)
    .where('token_hash', '=', hashOf(token)).where('ended_at', 'is', null));
  return row && openWith<Sealed>(token, row.sealed);
}

/** Whose matters a session was about, also after it ended: so that what was typed then can be kept for the same person. Run as the system. */
export async function lastSubject(tx: Tx, cookies: CookieJar): Promise<Uuid | undefined> {
  const token = cookies[cookieNames.resident];
  if (!token) return undefined;
  const row = await tx.maybe(q.selectFrom('identity.session').select(['person_id', 'acting_for']).where('tenant_id', '=', tx.tenant)
    .where('token_hash', '=', hashOf(token)).where('realm', '=', 'resident'));
  const subject = row?.acting_for ?? row?.person_id;
  return subject ? asUuid(subject) : undefined;
}

interface SessionRow {
  id: string; person_id: string | null; staff_id: string | null; authority_id: string | null; acting_for: string | null;
  proxy_id: string | null; ground: ProxyGround | null; level: Level; proven_at: Date; seen_at: Date; sealed: Buffer;
}

/**
 * Who the cookie stands for. One round trip: the statement carries only a tenant id and a hash, both checked to be hexadecimal.
 * Once a minute what the session carries is tried again; one that carries more than its holder has now is ended.
 */
export async function readSession(house: House, tenant: TenantFacts, cookies: CookieJar, realm: Realm): Promise<Visitor> {
  const token = cookies[cookieNames[realm]];
  if (!token) return { principal: { kind: 'anyone' } };
  const hash = hashOf(token).toString('hex');
  const now = house.clock.now();
  const idle = new Date(now.getTime() - limits[realm].idle * 60_000).toISOString();
  const results = await house.db.pools[realm].query(`begin; set local app.tenant = '${asUuid(tenant.id)}'; set local app.session = '${hash}';
    select id, person_id, staff_id, authority_id, acting_for, proxy_id, ground, level, proven_at, seen_at, sealed from identity.session
    where tenant_id = '${tenant.id}' and token_hash = '\\x${hash}' and realm = '${realm}' and ended_at is null
      and ends_at > '${now.toISOString()}' and seen_at > '${idle}'; commit`) as unknown as { rows: SessionRow[] }[];
  const row = results[3]?.rows[0];
  const sealed = row && openWith<Sealed>(token, row.sealed);
  if (!row || !sealed) return { principal: { kind: 'anyone' } };
  const principal = principalOf(realm, row, sealed);
  if (now.getTime() - row.seen_at.getTime() > 60_000) {
    if (!await stillHolds(house, tenant.id, principal)) {
      await endSessions(house, tenant.id, principal, false);
      return { principal: { kind: 'anyone' } };
    }
    await markSeen(house, tenant.id, realm, hash, now);
  }
  return { principal, display: sealed.display };
}

/** Ends this session, or all of the same person: "logga ut överallt". @returns how many */
export async function endSessions(house: House, tenant: Uuid, who: Principal, everywhere: boolean): Promise<number> {
  if (who.kind !== 'resident' && who.kind !== 'staff') return 0;
  return house.db.system(tenant, 'sign-out', async (tx) => {
    let ending = q.updateTable('identity.session').set({ ended_at: tx.now })
      .where('tenant_id', '=', tx.tenant).where('ended_at', 'is', null);
    if (!everywhere) ending = ending.where('id', '=', who.sessionId);
    else if (who.kind === 'staff') ending = ending.where('staff_id', '=', who.staffId);
    else ending = ending.where('person_id', '=', who.personId);
    const ended = await tx.run(ending);
    tx.audit({ event: 'identity.signedOut', ...(who.kind === 'resident' && { subjectId: who.personId }), detail: { sessions: ended, everywhere } });
    return ended;
  });
}

/**
 * What a sign-in goes on from: the session this browser has, whose absolute limit has not passed, if it was the same person's and
 * they acted for somebody in it. So that proving more of who one is does not change whose matters one handles. Run as the system.
 */
export async function actedBefore(tx: Tx, cookies: CookieJar, personId: Uuid): Promise<Uuid | undefined> {
  const token = cookies[cookieNames.resident];
  if (!token) return undefined;
  const row = await tx.maybe(q.selectFrom('identity.session').select('proxy_id').where('tenant_id', '=', tx.tenant)
    .where('token_hash', '=', hashOf(token)).where('person_id', '=', personId).where('ended_at', 'is', null).where('ends_at', '>', tx.now));
  return row?.proxy_id ? asUuid(row.proxy_id) : undefined;
}

/** Ends the session that a new sign-in in the same browser takes the place of. */
export async function endReplaced(tx: Tx, cookies: CookieJar, realm: Realm): Promise<void> {
  const token = cookies[cookieNames[realm]];
  if (!token) return;
  await tx.run(q.updateTable('identity.session').set({ ended_at: tx.now })
    .where('tenant_id', '=', tx.tenant).where('token_hash', '=', hashOf(token)).where('ended_at', 'is', null));
}

/** Ends every session of a member of staff whose role was taken away: a session carries the roles it began with. @returns how many */
export async function signOutStaff(house: House, tenant: Uuid, staffId: Uuid): Promise<number> {
  return house.db.system(tenant, 'role ended', async (tx) => tx.run(q.updateTable('identity.session').set({ ended_at: tx.now })
    .where('tenant_id', '=', tx.tenant).where('staff_id', '=', staffId).where('ended_at', 'is', null)));
}

/** Ends every session in which someone acts by a proxy that has ended: what it gave must be gone at once. @returns how many */
export async function endActing(house: House, tenant: Uuid, proxyId: Uuid): Promise<number> {
  return house.db.system(tenant, 'proxy ended', async (tx) => tx.run(q.updateTable('identity.session').set({ ended_at: tx.now })
    .where('tenant_id', '=', tx.tenant).where('proxy_id', '=', proxyId).where('ended_at', 'is', null)));
}

function principalOf(realm: Realm, row: SessionRow, sealed: Sealed): Principal {
  const common = { sessionId: asUuid(row.id), level: row.level, provenAt: row.proven_at };
  if (realm === 'staff') {
    return {
      kind: 'staff', ...common, staffId: asUuid(row.staff_id!), unitIds: sealed.unitIds ?? [], roles: sealed.roles ?? [],
      ...(row.authority_id && { authorityId: asUuid(row.authority_id) }),
    };
  }
  return {
    kind: 'resident', ...common, personId: asUuid(row.person_id!),
    ...(row.acting_for && { actingFor: { personId: asUuid(row.acting_for), proxyId: asUuid(row.proxy_id!), ground: row.ground! } }),
  };
}

async function markSeen(house: House, tenant: Uuid, realm: Realm, hash: string, now: Date): Promise<void> {
  await house.db.pools[realm].query(`begin; set local app.tenant = '${tenant}'; set local app.session = '${hash}';
    update identity.session set seen_at = '${now.toISOString()}' where tenant_id = '${tenant}' and token_hash = '\\x${hash}'; commit`);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
