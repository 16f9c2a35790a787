import type { Answers } from '../../forms/index.ts';
import type { Cookie, RequestContext, Tx } from '../../platform/index.ts';
import type { ServiceVersion } from '../versions.ts';
import { openCarried, sealCarried, type Carried } from '../anonymous/carried.ts';

/**
 * Answers on their way through the sign-in, which the pages cannot carry: sealed by a key of the organisation, in the browser that gave
 * them and nowhere else, for an hour. Larger than a cookie may be they are left behind, and asked for again.
 */
const name = '__Host-sprang-svar';
const seconds = 3_600;
const most = 3_500;

/** The cookie that carries them; one that removes it when they are too large. */
export async function carryOver(tx: Tx, carried: Carried): Promise<Cookie> {
  const value = await sealCarried(tx, { ...carried, typed: {} });
  return value.length > most ? forgetCarried : { name, value, maxAge: seconds };
}

/** What this browser carries to an application in this version of the service; undefined when there is nothing, or it was for another. */
export async function carriedOver(tx: Tx, cookies: RequestContext['cookies'], version: ServiceVersion): Promise<Answers | undefined> {
  const value = cookies[name];
  const found = value === undefined ? 'broken' : await openCarried(tx, value);
  return typeof found === 'string' || found.versionId !== version.id || tx.now.getTime() - found.begunAt > seconds * 1_000 ? undefined : found.answers;
}

/** Removes it. */
export const forgetCarried: Cookie = { name, value: null };
