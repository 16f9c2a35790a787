import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { DemoPerson } from '../people.ts';
import { subjectOf } from './person.ts';

/** What a person signs at the provider. */
export interface Signature {
  person: DemoPerson;
  acr: string;
  /** Base64, as it stood in the request. */
  tbsData: string;
  /** The text that was shown. */
  message: string;
  /** The provider's name for the occasion. */
  transaction: string;
  /** Who asked. */
  clientId: string;
}

/** Makes signatures with a key of each person's own. */
export interface Signer {
  /** The value of the claim `userSignature`: Base64 of a compact JWS. */
  sign(what: Signature): Promise<string>;
}

/**
 * A stand-in for an e-ID's signing key and certificate. Each test person has an ES256 key for as long as the process
 * lives; instead of an X.509 certificate the protected header carries `attestation`, a JWT by which the provider says
 * whose key it is (`sub`, `cnf.jwk`), signed with the key that signs ID tokens.
 */
export function createSigner(issuer: string, providerKey: { key: CryptoKey; kid: string }): Signer {
  const keys = new Map<string, Promise<{ privateKey: CryptoKey; publicJwk: JWK }>>();

  const keyOf = (person: DemoPerson): Promise<{ privateKey: CryptoKey; publicJwk: JWK }> => {
    const known = keys.get(person.alias);
    if (known) return known;
    const made = generateKeyPair('ES256').then(async ({ privateKey, publicKey }) => ({
      privateKey,
      publicJwk: await exportJWK(publicKey),
    }));
    keys.set(person.alias, made);
    return made;
  };

  return {
    sign: async ({ person, acr, tbsData, message, transaction, clientId }) => {
      const { privateKey, publicJwk } = await keyOf(person);
      // Who the subject is stands in the ID token, as far as the service asked for it: nothing is given away here.
      const attestation = await new SignJWT({ cnf: { jwk: publicJwk } })
        .setProtectedHeader({ alg: 'ES256', typ: 'demo-key-attestation+jwt', kid: providerKey.kid })
        .setIssuer(issuer)
        .setSubject(subjectOf(person))
        .setIssuedAt()
        .sign(providerKey.key);
      const content = {
        iss: issuer,
        aud: clientId,
        sub: subjectOf(person),
        iat: Math.floor(Date.now() / 1000),
        acr,
        txn: transaction,
        tbs_data: tbsData,
        sign_message: message,
        sign_message_sha256: createHash('sha256').update(message).digest('base64url'),
      };
      const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
        .setProtectedHeader({
          alg: 'ES256', typ: 'demo-signature+jws', kid: await calculateJwkThumbprint(publicJwk), attestation,
        })
        .sign(privateKey);
      return Buffer.from(jws).toString('base64');
    },
  };
}
