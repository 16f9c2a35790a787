import type { Cookie, House, Language, Level, TenantFacts } from '../../platform/index.ts';
import { acrValuesMeeting } from '../levels.ts';
import type { PendingSignIn } from '../oidc/relying-party.ts';
import type { Refusal } from '../oidc/refusal.ts';
import { rememberPending } from '../pending.ts';
import { issuersFor, relyingParty } from '../relying-parties.ts';
import type { Realm } from '../session.ts';

export interface SignInWish {
  realm: Realm;
  level: Level;
  fresh: boolean;
  /** where to go afterwards: a path on this server */
  back: string;
  issuer?: string;
  /** the provider's name for someone; never a personal number */
  hint?: string;
  /** a code that makes the first sign-in of a coming member of staff */
  invitation?: string;
}

/** What is remembered while a person is at the provider. */
export interface SignInUnderWay {
  wish: SignInWish;
  issuer: string;
  pending: PendingSignIn;
}

/** Sends a person to a provider that can vouch for the level asked for. */
export async function beginSignIn(
  house: House, tenant: TenantFacts, origin: string, language: Language, wish: SignInWish,
): Promise<{ ok: true; to: string; cookie: Cookie } | { ok: false; refusal: Refusal }> {
  const issuers = issuersFor(house, wish.realm);
  const issuer = issuers.find((one) => one.issuer === wish.issuer) ?? issuers[0];
  if (!issuer) return { ok: false, refusal: 'providerUnavailable' };
  const begun = await relyingParty(house, issuer).beginSignIn({
    redirectUri: `${origin}/inloggning/svar`,
    acrValues: acrValuesMeeting(wish.level === 3 ? 'loa3' : 'loa2'),
    fresh: wish.fresh,
    ask: wish.realm === 'staff' ? ['person', 'number', 'organisation'] : ['person', 'number', 'foreign'],
    uiLocales: [language === 'en' ? 'en' : 'sv'],
    ...(wish.hint && { loginHint: wish.hint }),
  });
  if (!begun.ok) return { ok: false, refusal: begun.refusal };
  const underWay: SignInUnderWay = { wish, issuer: issuer.issuer, pending: begun.pending };
  return { ok: true, to: begun.url.href, cookie: await rememberPending(house, tenant.id, 'signIn', underWay) };
}
