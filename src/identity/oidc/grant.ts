import { authorizationCodeGrant, fetchUserInfo } from 'openid-client';
import type { Configuration, IDToken } from 'openid-client';
import { personClaims } from './person-claims.ts';
import type { PersonClaims } from './person-claims.ts';
import { refusalFrom, refused } from './refusal.ts';
import type { Refused } from './refusal.ts';

/** What every request to a provider leaves behind, to be checked against when the person comes back. */
export interface PendingRequest {
  state: string;
  nonce: string;
  codeVerifier: string;
  redirectUri: string;
  /** One of these must be the level reached. */
  acrValues: readonly string[];
  /** ISO 8601. */
  startedAt: string;
  /** Whether the person must have legitimated themselves after `startedAt`. */
  fresh: boolean;
}

/** A person as a provider vouches for them, in one checked answer. */
export interface SignedIn {
  ok: true;
  /** The provider; with `subject` it names the person for ever. */
  issuer: string;
  subject: string;
  acr: string;
  /** When the person legitimated themselves. */
  authTime: Date;
  claims: PersonClaims;
}

/** How long a person may take at the provider, in milliseconds. */
const longest = 20 * 60 * 1000;
/** How far the provider's clock may be from ours, in milliseconds. */
const tolerance = 30 * 1000;

/**
 * Takes the code that a person came back with, checks state, nonce, PKCE, signatures, level and time, and fetches the
 * signed UserInfo. The caller has made sure that `pending` belongs to this browser and is used once.
 * @returns also the ID token, in clear and as it was signed, for what builds on a sign-in.
 */
export async function redeem(options: {
  configuration: Configuration;
  /** The address that the person came to; only its query counts, the rest is `pending.redirectUri`. */
  currentUrl: URL;
  pending: PendingRequest;
  now: Date;
}): Promise<{ signedIn: SignedIn; idToken: IDToken; signedIdToken: string } | Refused> {
  const { configuration, currentUrl, pending, now } = options;
  const started = Date.parse(pending.startedAt);
  if (now.getTime() - started > longest) return refused('expired', 'pending_too_old');

  const returned = new URL(pending.redirectUri);
  returned.search = currentUrl.search;
  try {
    const tokens = await authorizationCodeGrant(configuration, returned, {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.codeVerifier,
      idTokenExpected: true,
    });
    const idToken = tokens.claims();
    if (!idToken || tokens.id_token === undefined) return refused('invalid', 'no_id_token');
    if (typeof idToken.acr !== 'string' || !pending.acrValues.includes(idToken.acr)) {
      return refused('levelTooLow', 'acr_not_asked_for');
    }
    if (idToken.auth_time === undefined) return refused('invalid', 'no_auth_time');
    const authTime = new Date(idToken.auth_time * 1000);
    if (pending.fresh && authTime.getTime() < started - tolerance) return refused('invalid', 'not_fresh');

    const userInfo = await fetchUserInfo(configuration, tokens.access_token, idToken.sub);
    const claims = personClaims(userInfo, idToken);
    if (!claims) return refused('invalid', 'claims_malformed');
    return {
      signedIn: { ok: true, issuer: idToken.iss, subject: idToken.sub, acr: idToken.acr, authTime, claims },
      idToken,
      signedIdToken: tokens.id_token,
    };
  } catch (error) {
    return refusalFrom(error);
  }
}
