import { randomBytes } from 'node:crypto';
import type { Answer, Cookie, CookieJar, House, RequestContext, Tx, Uuid } from '../../../platform/index.ts';
import { redirect } from '../../../platform/index.ts';
import { readCode } from '../../model/parties/access-code.ts';
import { countWrong, endSession, insertSession, isBarred, sessionCode, useCode, type AccessCode } from '../../store/parties/codes.ts';

/** `__Host-`: only this host, only encrypted. Apart from signing in: a code makes nobody known. */
const cookieName = '__Host-sprang-svar';

export type Redeemed = { ok: true; cookie: Cookie } | { ok: false; why: 'notACode' | 'unknown' | 'tooOften' };

/**
 * Opens what a code or a link leads to, for a short while in this browser. Counted by code and by address: somebody who guesses is
 * stopped after ten tries an hour, though the codes could not be guessed anyway.
 */
export async function redeemCode(house: House, tenant: Uuid, address: string, typed: { code: string } | { link: string }): Promise<Redeemed> {
  const code = 'code' in typed ? readCode(typed.code) : typed.link;
  if (code === undefined) return { ok: false, why: 'notACode' };
  return house.db.system(tenant, 'access code', async (tx) => {
    if (await isBarred(tx, address)) return { ok: false, why: 'tooOften' };
    const found = await useCode(tx, 'code' in typed ? { code } : { link: code });
    if (typeof found === 'string') {
      if (found === 'unknown') await countWrong(tx, address);
      return { ok: false, why: found };
    }
    const token = randomBytes(32).toString('base64url');
    await insertSession(tx, found, token);
    tx.audit({ event: 'cases.codeRedeemed', dossierId: found.caseId, authorityId: found.authorityId, detail: { purpose: found.purpose } });
    return { ok: true, cookie: { name: cookieName, value: token } };
  });
}

/** The work of a request by code: row level security lets it see what the code opens, and nothing else. Without a code in force: back to where it is typed. */
export async function withCode(context: Pick<RequestContext, 'house' | 'tenant' | 'cookies'>, work: (tx: Tx, code: AccessCode) => Promise<Answer>): Promise<Answer> {
  const { house, tenant, cookies } = context;
  const token = cookies[cookieName];
  const code = token && await house.db.system(tenant.id, 'access code', (tx) => sessionCode(tx, token));
  if (!code) return redirect('/svar');
  return house.db.transaction('resident', { tenant: tenant.id, code: code.id }, { kind: 'anyone' }, (tx) => work(tx, code));
}

/** Closes what was opened, in this browser. */
export async function leaveCode(house: House, tenant: Uuid, cookies: CookieJar): Promise<Cookie> {
  const token = cookies[cookieName];
  if (token) await house.db.system(tenant, 'access code', (tx) => endSession(tx, token));
  return { name: cookieName, value: null };
}
