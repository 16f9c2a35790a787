import { createHash, randomBytes } from 'node:crypto';
import type { Cookie, CookieJar, House, Uuid } from '../platform/index.ts';
import { openWith, sealWith } from './token-seal.ts';
import { q } from './store.ts';

const cookieName = '__Host-sprang-vag';
const lifetime = 20 * 60;

/**
 * Remembers what is under way at a provider. Bound to this browser by a cookie, readable only with it, taken out once:
 * a replayed answer finds nothing.
 */
export async function rememberPending(house: House, tenant: Uuid, kind: 'signIn' | 'signing', value: unknown): Promise<Cookie> {
  const token = randomBytes(32).toString('base64url');
  await house.db.system(tenant, 'sign-in', async (tx) => {
    await tx.run(q.insertInto('identity.pending').values({
      tenant_id: tenant, token_hash: hashOf(token), kind, sealed: sealWith(token, value),
      expires_at: new Date(tx.now.getTime() + lifetime * 1000),
    }));
  });
  return { name: cookieName, value: token, maxAge: lifetime };
}

export async function takePending<T>(house: House, tenant: Uuid, kind: 'signIn' | 'signing', cookies: CookieJar): Promise<T | undefined> {
  const token = cookies[cookieName];
  if (!token) return undefined;
  return house.db.system(tenant, 'sign-in', async (tx) => {
    const row = await tx.maybe(q.deleteFrom('identity.pending').where('tenant_id', '=', tenant).where('token_hash', '=', hashOf(token))
      .where('kind', '=', kind).where('expires_at', '>', tx.now).returning('sealed'));
    return row && openWith<T>(token, row.sealed);
  });
}

export const forgetPending: Cookie = { name: cookieName, value: null };

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
