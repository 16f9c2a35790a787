import type { SignedIn } from './grant.ts';
import { knownProvider } from './provider.ts';
import type { ProviderSettings } from './provider.ts';
import type { Refused } from './refusal.ts';
import { beginSignIn, finishSignIn } from './sign-in.ts';
import type { BeginSignIn, PendingSignIn } from './sign-in.ts';
import { beginSigning, finishSigning } from './signing.ts';
import type { BeginSigning, PendingSigning, SignatureEvidence } from './signing.ts';

export type { SignedIn } from './grant.ts';
export type { PersonClaims } from './person-claims.ts';
export type { ProviderSettings } from './provider.ts';
export type { Refusal, Refused } from './refusal.ts';
export type { AskedAbout, BeginSignIn, PendingSignIn, ProviderMessage } from './sign-in.ts';
export type { BeginSigning, PendingSigning, SignatureEvidence } from './signing.ts';

/**
 * One OpenID Connect provider as the product uses it, after the OIDC Sweden profile 1.0 and Signature Extension 1.1.
 * Keeps nothing about anyone: what must be remembered between a beginning and a finish is handed to the caller, who
 * stores `pending` on the server, binds it to the browser, and hands it back at most once.
 * Nothing here throws for what a person, a network or a provider does; that is a named refusal.
 */
export interface RelyingParty {
  readonly issuer: string;
  beginSignIn(begin: BeginSignIn): Promise<{ ok: true; url: URL; pending: PendingSignIn } | Refused>;
  finishSignIn(currentUrl: URL, pending: PendingSignIn): Promise<SignedIn | Refused>;
  beginSigning(begin: BeginSigning): Promise<{ ok: true; url: URL; pending: PendingSigning } | Refused>;
  /** The caller must compare the evidence's signer with the one who was to sign. */
  finishSigning(currentUrl: URL, pending: PendingSigning): Promise<SignatureEvidence | Refused>;
}

/** @throws TypeError if the issuer is neither https nor http on loopback. The provider is not contacted yet. */
export function createRelyingParty(settings: ProviderSettings): RelyingParty {
  const provider = knownProvider(settings);
  const { clock, clientId, issuer } = settings;
  return {
    issuer,
    beginSignIn: (begin) => beginSignIn(provider, clock, begin),
    finishSignIn: (currentUrl, pending) => finishSignIn(provider, clock, currentUrl, pending),
    beginSigning: (begin) => beginSigning(provider, { clock, clientId, issuer }, begin),
    finishSigning: (currentUrl, pending) => finishSigning(provider, { clock, clientId, issuer }, currentUrl, pending),
  };
}
