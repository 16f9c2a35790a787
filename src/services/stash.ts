import { createHash, randomBytes } from 'node:crypto';
import { lastSubject, openWith, sealWith } from '../identity/index.ts';
import { demands } from '../classification/index.ts';
import { asUuid, isUuid, type Cookie, type House, type LostPost, type RequestContext, type Route, type TenantFacts, type Uuid } from '../platform/index.ts';
import { q } from './store.ts';
import { versionById } from './versions.ts';

const cookieName = '__Host-sprang-sparat';
const keptDays = 7;
const page = /^\/ansokan\/([0-9a-f-]{36})\/sida\/([^/?]+)/;

/**
 * Keeps what was posted when the session had ended, if that session was of the person whose draft it is. Sealed with a token that
 * only this browser gets, and put back only into the same draft, once the same person has signed in there.
 */
export async function keepStash(house: House, tenant: TenantFacts, route: Route, post: LostPost) {
  const match = page.exec(post.path);
  if (!match || !route.path.startsWith('/ansokan/') || !isUuid(match[1]!)) return undefined;
  const [draft, key] = [asUuid(match[1]!), match[2]!];
  const token = randomBytes(32).toString('base64url');
  const kept = await house.db.system(tenant.id, 'stash', async (tx) => {
    const person = await lastSubject(tx, post.cookies);
    const mine = person && await tx.maybe(q.selectFrom('services.draft').select('version_id').where('tenant_id', '=', tx.tenant)
      .where('id', '=', draft).where('person_id', '=', person));
    if (!mine) return undefined;
    await tx.run(q.insertInto('services.stash').values({
      tenant_id: tx.tenant, token_hash: hashOf(token), draft_id: draft, page: key, made_at: tx.now, sealed: sealWith(token, post.fields),
    }));
    return demands((await versionById(tx, asUuid(mine.version_id))).compiled.folder.definition.information);
  });
  if (!kept) return undefined;
  const back = encodeURIComponent(`/ansokan/${draft}/sida/${key}`);
  return { to: `/logga-in?niva=${kept.level === 3 ? 3 : 2}&till=${back}`, cookies: [{ name: cookieName, value: token, maxAge: keptDays * 86_400 }] };
}

/** What was kept for this page in this browser. It stays until `dropStash`: what goes wrong on the way must not lose it. */
export async function findStash(context: RequestContext, draft: Uuid, key: string): Promise<RequestContext['fields'] | undefined> {
  const token = context.cookies[cookieName];
  if (!token) return undefined;
  const row = await context.house.db.system(context.tenant.id, 'stash', (tx) => tx.maybe(
    q.selectFrom('services.stash').select('sealed').where('tenant_id', '=', tx.tenant).where('token_hash', '=', hashOf(token))
      .where('draft_id', '=', draft).where('page', '=', key)));
  return row && openWith<RequestContext['fields']>(token, row.sealed);
}

/** Removes what this browser had kept, once it stands in the draft. */
export async function dropStash({ house, tenant, cookies }: RequestContext): Promise<void> {
  const token = cookies[cookieName];
  if (!token) return;
  await house.db.system(tenant.id, 'stash', (tx) => tx.run(
    q.deleteFrom('services.stash').where('tenant_id', '=', tx.tenant).where('token_hash', '=', hashOf(token))));
}

export const forgetStash: Cookie = { name: cookieName, value: null };

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
