import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import type { JWK } from 'jose';
import { buildAuthorizationUrlWithPAR } from 'openid-client';
import type { Clock } from '../../platform/index.ts';
import { redeem } from './grant.ts';
import type { PendingRequest } from './grant.ts';
import { claim, parameter, scope } from './names.ts';
import type { PersonClaims } from './person-claims.ts';
import type { KnownProvider } from './provider.ts';
import { refusalFrom, refused } from './refusal.ts';
import type { Refused } from './refusal.ts';
import { commonParameters, encodedMessage, newPending, scopeText } from './sign-in.ts';
import type { AskedAbout } from './sign-in.ts';
import { verifySignature } from './verify-signature.ts';

/** A signature under way. Plain JSON, without the text itself: kept on the server and taken out once. */
export interface PendingSigning extends PendingRequest {
  kind: 'signing';
  hash: string;
  /** SHA-256 of the text shown, Base64url. */
  textHash: string;
  /** Exactly the bytes (UTF-8) that the person is asked to sign. */
  toBeSigned: string;
}

export interface BeginSigning {
  redirectUri: string;
  acrValues: readonly string[];
  /** What the person reads at the provider before pressing the button; plain text, at most 8,000 characters. */
  text: string;
  /** Names the exact content signed, as the caller counts it: for instance `sha256:…` of the canonical submission. */
  hash: string;
  /** The one who is to sign, as the same provider named them: nobody else is then shown the text. */
  signer?: { subject: string } | undefined;
  ask?: readonly AskedAbout[] | undefined;
  loginHint?: string | undefined;
  uiLocales?: readonly string[] | undefined;
}

/** Who signed what, when and how, with everything needed to check it again without the provider. */
export interface SignatureEvidence {
  ok: true;
  issuer: string;
  subject: string;
  claims: PersonClaims;
  acr: string;
  /** When the signature was made, by the provider's clock. */
  signedAt: Date;
  /** The provider's name for the occasion. */
  transaction: string;
  /** As given to `beginSigning`; it is part of what was signed. */
  hash: string;
  /** SHA-256 of the text that was shown, Base64url; checked against the text inside the signature. */
  textHash: string;
  /** Exactly the bytes (UTF-8) that were signed on our request. */
  toBeSigned: string;
  /** The signature: a compact JWS that holds `toBeSigned`, the text, the signer and the signer's attested key. */
  jws: string;
  /** The ID token, which vouches for the signature, and the provider's key that signed it. */
  idToken: string;
  providerKey: JWK;
}

interface Party {
  clock: Clock;
  clientId: string;
  issuer: string;
}

const longestText = 8_000;
/** A pushed request is used within a minute; the rest is for clocks that differ. */
const requestLifetime = '2m';

/**
 * Asks for a signature: a signed Request Object, pushed so that neither text nor person stands in the address.
 * @throws RangeError if the text is empty or too long: a fault in the caller.
 */
export async function beginSigning(
  provider: KnownProvider, party: Party, begin: BeginSigning,
): Promise<{ ok: true; url: URL; pending: PendingSigning } | Refused> {
  if (begin.text === '' || begin.text.length > longestText) {
    throw new RangeError(`the text to sign must have 1 to ${longestText} characters`);
  }
  const common = newPending(party.clock, begin, true);
  const textHash = sha256(begin.text);
  const toBeSigned = JSON.stringify({
    format: 'sprang-signature-1', hash: begin.hash, textHash, occasion: common.state,
  });
  const pending: PendingSigning = { kind: 'signing', ...common, hash: begin.hash, textHash, toBeSigned };
  try {
    const configuration = await provider.configuration();
    const { scopes_supported: supported } = configuration.serverMetadata();
    if (supported && !supported.includes(scope.sign)) return refused('providerUnavailable', 'signing_not_supported');
    const request = await requestObject(provider, party, {
      ...await commonParameters(pending, begin.uiLocales),
      scope: `${scopeText(begin.ask ?? ['person', 'number', 'foreign'])} ${scope.sign}`,
      // Signature Extension 4.1: never on an earlier sign-in, and the person must see what is signed.
      prompt: 'login consent',
      claims: {
        id_token: {
          [claim.authnProvider]: null,
          txn: null,
          ...(begin.signer && { sub: { essential: true, value: begin.signer.subject } }),
        },
      },
      ...(begin.loginHint !== undefined && { login_hint: begin.loginHint }),
      [parameter.signRequest]: {
        tbs_data: Buffer.from(toBeSigned, 'utf8').toString('base64'),
        sign_message: encodedMessage({ sv: begin.text }),
      },
    });
    return { ok: true, url: await buildAuthorizationUrlWithPAR(configuration, { request }), pending };
  } catch (error) {
    return refusalFrom(error);
  }
}

/** Takes the signature home and checks that it is over exactly what was asked, by the one the provider names. */
export async function finishSigning(
  provider: KnownProvider, party: Party, currentUrl: URL, pending: PendingSigning,
): Promise<SignatureEvidence | Refused> {
  try {
    const configuration = await provider.configuration();
    const answer = await redeem({ configuration, currentUrl, pending, now: party.clock.now() });
    if (!('signedIn' in answer)) return answer;
    const { signedIn, idToken, signedIdToken } = answer;
    const verified = await verifySignature({
      userSignature: idToken[claim.userSignature],
      signedIdToken,
      jwksUri: configuration.serverMetadata().jwks_uri,
      expected: {
        issuer: signedIn.issuer,
        clientId: party.clientId,
        subject: signedIn.subject,
        acr: signedIn.acr,
        toBeSigned: pending.toBeSigned,
        textHash: pending.textHash,
      },
    });
    if (!verified.ok) return verified;
    return {
      ...signedIn,
      signedAt: signedIn.authTime,
      transaction: verified.transaction,
      hash: pending.hash,
      textHash: pending.textHash,
      toBeSigned: pending.toBeSigned,
      jws: verified.jws,
      idToken: signedIdToken,
      providerKey: verified.providerKey,
    };
  } catch (error) {
    return refusalFrom(error);
  }
}

/** A request as a JWT signed with the client's key: the extension's parameter must be out of others' reach (3.1.2). */
async function requestObject(
  provider: KnownProvider, party: Party, parameters: Record<string, unknown>,
): Promise<string> {
  const { key, kid, alg } = await provider.signingKey();
  return new SignJWT({ ...parameters, client_id: party.clientId })
    .setProtectedHeader({ alg, typ: 'oauth-authz-req+jwt', ...(kid !== undefined && { kid }) })
    .setIssuer(party.clientId)
    .setAudience(party.issuer)
    .setIssuedAt()
    .setExpirationTime(requestLifetime)
    .sign(key);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}
