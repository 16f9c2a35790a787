import { createHash } from 'node:crypto';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';
import { z } from 'zod';
import { refused } from './refusal.ts';
import type { Refused } from './refusal.ts';

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const header = z.object({ typ: z.literal('demo-signature+jws'), alg: z.literal('ES256'), attestation: z.string() });
const attested = z.object({ cnf: z.object({ jwk: z.looseObject({ kty: z.string() }) }) });
const content = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  acr: z.string(),
  txn: z.string(),
  tbs_data: z.base64(),
  sign_message: z.string(),
});

/** What a signature must say to be the one that was asked for. */
export interface ExpectedSignature {
  issuer: string;
  clientId: string;
  subject: string;
  acr: string;
  toBeSigned: string;
  textHash: string;
}

/**
 * Checks a `userSignature` claim in the demonstration provider's form: Base64 of a compact JWS by the person's own key,
 * whose protected header carries the provider's attestation of that key. The extension leaves the form to each provider
 * ("says nothing about signature formats"); another provider's form is refused until a check for it is written.
 */
export async function verifySignature(options: {
  userSignature: unknown;
  signedIdToken: string;
  jwksUri: string | undefined;
  expected: ExpectedSignature;
}): Promise<{ ok: true; jws: string; transaction: string; providerKey: JWK } | Refused> {
  const { userSignature, expected } = options;
  if (typeof userSignature !== 'string' || options.jwksUri === undefined) return refused('invalid', 'no_signature');
  const jws = Buffer.from(userSignature, 'base64').toString('utf8');
  const keys = await providerKeys(options.jwksUri);
  if (!keys) return refused('providerUnavailable', 'jwks');
  try {
    const form = header.safeParse(decodeProtectedHeader(jws));
    if (!form.success) return refused('invalid', 'signature_form_unknown');
    const attestation = await jwtVerify(form.data.attestation, createLocalJWKSet(keys), {
      issuer: expected.issuer, subject: expected.subject, typ: 'demo-key-attestation+jwt', algorithms: ['ES256'],
    });
    const personKey = await importJWK(attested.parse(attestation.payload).cnf.jwk, 'ES256');
    const { payload } = await compactVerify(jws, personKey, { algorithms: ['ES256'] });
    const said = content.parse(JSON.parse(new TextDecoder().decode(payload)));
    const difference = firstDifference(said, expected);
    if (difference) return refused('invalid', `signature_${difference}`);
    const kid = decodeProtectedHeader(options.signedIdToken).kid;
    const providerKey = keys.keys.find((key) => key.kid === kid);
    if (!providerKey) return refused('invalid', 'signature_provider_key');
    return { ok: true, jws, transaction: said.txn, providerKey };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError
      || error instanceof SyntaxError || error instanceof TypeError) return refused('invalid', 'signature_broken');
    throw error;
  }
}

/** What in a signature is not what was asked for, or undefined. */
function firstDifference(said: z.infer<typeof content>, expected: ExpectedSignature): string | undefined {
  if (said.iss !== expected.issuer) return 'issuer';
  if (said.aud !== expected.clientId) return 'audience';
  if (said.sub !== expected.subject) return 'subject';
  if (said.acr !== expected.acr) return 'level';
  if (Buffer.from(said.tbs_data, 'base64').toString('utf8') !== expected.toBeSigned) return 'data';
  if (createHash('sha256').update(said.sign_message, 'utf8').digest('base64url') !== expected.textHash) return 'text';
  return undefined;
}

/** The provider's public keys, fetched for each signature: it is rare, and a key may have been changed or withdrawn. */
async function providerKeys(jwksUri: string): Promise<JSONWebKeySet | undefined> {
  try {
    const response = await fetch(jwksUri, { signal: AbortSignal.timeout(10_000), redirect: 'error' });
    if (!response.ok) return undefined;
    return keySet.parse(await response.json());
  } catch {
    return undefined;
  }
}
