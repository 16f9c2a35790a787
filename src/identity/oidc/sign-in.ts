import {
  buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState,
} from 'openid-client';
import type { Clock } from '../../platform/index.ts';
import { redeem } from './grant.ts';
import type { PendingRequest, SignedIn } from './grant.ts';
import { claim, parameter, scope } from './names.ts';
import type { KnownProvider } from './provider.ts';
import { refusalFrom } from './refusal.ts';
import type { Refused } from './refusal.ts';

/** A sign-in under way. Plain JSON: kept on the server, bound to the browser, taken out once. */
export interface PendingSignIn extends PendingRequest {
  kind: 'signIn';
}

/** What may be asked about a person; nothing more than needed. */
export type AskedAbout = 'person' | 'number' | 'organisation' | 'foreign';

/** A text in languages by tag; Swedish always. */
export interface ProviderMessage {
  sv: string;
  en?: string | undefined;
}

export interface BeginSignIn {
  /** Registered with the provider; another for each host. */
  redirectUri: string;
  /** Levels that are enough, the one preferred first. */
  acrValues: readonly string[];
  /** Default: everything but the employer. */
  ask?: readonly AskedAbout[] | undefined;
  /** The provider's name for someone. Never a personal number: it stands in the address. */
  loginHint?: string | undefined;
  /** Shown at the provider, for instance why one must legitimate oneself again. No personal data. */
  userMessage?: ProviderMessage | undefined;
  /** Languages in order, `sv`, `en`. */
  uiLocales?: readonly string[] | undefined;
  /** Never take an earlier sign-in for granted. */
  fresh?: boolean | undefined;
}

/** Makes the address that starts a sign-in. The address holds no personal data. */
export async function beginSignIn(
  provider: KnownProvider, clock: Clock, begin: BeginSignIn,
): Promise<{ ok: true; url: URL; pending: PendingSignIn } | Refused> {
  const pending: PendingSignIn = { kind: 'signIn', ...newPending(clock, begin, begin.fresh ?? false) };
  try {
    const url = buildAuthorizationUrl(await provider.configuration(), {
      ...await commonParameters(pending, begin.uiLocales),
      scope: scopeText(begin.ask ?? ['person', 'number', 'foreign']),
      claims: JSON.stringify({ id_token: { [claim.authnProvider]: null } }),
      ...(begin.fresh && { prompt: 'login' }),
      ...(begin.loginHint !== undefined && { login_hint: begin.loginHint }),
      ...(begin.userMessage && { [parameter.userMessage]: JSON.stringify(encodedMessage(begin.userMessage)) }),
    });
    return { ok: true, url, pending };
  } catch (error) {
    return refusalFrom(error);
  }
}

/** Finishes what `beginSignIn` began. See `redeem` for what is checked. */
export async function finishSignIn(
  provider: KnownProvider, clock: Clock, currentUrl: URL, pending: PendingSignIn,
): Promise<SignedIn | Refused> {
  try {
    const configuration = await provider.configuration();
    const answer = await redeem({ configuration, currentUrl, pending, now: clock.now() });
    return 'signedIn' in answer ? answer.signedIn : answer;
  } catch (error) {
    return refusalFrom(error);
  }
}

/** State, nonce and verifier are 256 random bits each (the profile asks for at least 128). */
export function newPending(
  clock: Clock, begin: { redirectUri: string; acrValues: readonly string[] }, fresh: boolean,
): PendingRequest {
  return {
    state: randomState(),
    nonce: randomNonce(),
    codeVerifier: randomPKCECodeVerifier(),
    redirectUri: begin.redirectUri,
    acrValues: [...begin.acrValues],
    startedAt: clock.now().toISOString(),
    fresh,
  };
}

/** Parameters of every request of ours, whether it stands in an address or in a Request Object. */
export async function commonParameters(
  pending: PendingRequest, uiLocales: readonly string[] | undefined,
): Promise<Record<string, string>> {
  return {
    response_type: 'code',
    redirect_uri: pending.redirectUri,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await calculatePKCECodeChallenge(pending.codeVerifier),
    code_challenge_method: 'S256',
    acr_values: pending.acrValues.join(' '),
    ui_locales: (uiLocales ?? ['sv']).join(' '),
  };
}

/** The scopes that ask for what is wanted. */
export function scopeText(ask: readonly AskedAbout[]): string {
  return ['openid', ...ask.map((about) => scope[about])].join(' ');
}

/** A message as OIDC Sweden's request parameters write it: Base64 of UTF-8, one member a language. */
export function encodedMessage(message: ProviderMessage): Record<string, string> {
  const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
  return {
    'message#sv': base64(message.sv),
    ...(message.en !== undefined && { 'message#en': base64(message.en) }),
    'mime_type': 'text/plain',
  };
}
