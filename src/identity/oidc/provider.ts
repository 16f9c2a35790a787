import { importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { allowInsecureRequests, discovery, enableNonRepudiationChecks, PrivateKeyJwt } from 'openid-client';
import type { Configuration } from 'openid-client';
import type { Clock } from '../../platform/index.ts';

/** How long a discovery document is used before it is fetched again, in milliseconds. */
const fresh = 60 * 60 * 1000;
/** Waits before the second and third attempt, in milliseconds; a person is waiting for the page meanwhile. */
const waits = [150, 450];
/** One request to the provider, in seconds. */
const patience = 10;

/** How the product reaches one provider. */
export interface ProviderSettings {
  /** The provider's name for itself, an https URL; http only for a provider on loopback, as in a demonstration. */
  issuer: string;
  clientId: string;
  /** Private key with `kid` and `alg` (ES256 if not said); its public half is registered with the provider. */
  privateJwk: JWK;
  /** How the provider signs ID tokens and UserInfo for this client, and nothing else is taken; ES256 if not said. */
  answersSignedWith?: 'ES256' | 'RS256' | 'PS256' | undefined;
  clock: Clock;
}

/** A key that signs what this client sends. */
export interface SigningKey {
  key: CryptoKey;
  kid: string | undefined;
  alg: string;
}

/** A provider that is found when it is first needed, kept for an hour, and looked for again after a failure. */
export interface KnownProvider {
  /** @throws what openid-client throws when the provider cannot be reached or answers wrongly. */
  configuration(): Promise<Configuration>;
  signingKey(): Promise<SigningKey>;
}

/** @throws TypeError if the issuer is neither https nor http on loopback. */
export function knownProvider(settings: ProviderSettings): KnownProvider {
  const issuer = new URL(settings.issuer);
  const onLoopback = issuer.protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(issuer.hostname);
  if (issuer.protocol !== 'https:' && !onLoopback) throw new TypeError('an issuer must be https, or http on loopback');

  let key: Promise<SigningKey> | undefined;
  let found: { configuration: Promise<Configuration>; at: number } | undefined;

  const signingKey = (): Promise<SigningKey> => {
    key ??= imported(settings.privateJwk);
    return key;
  };

  const find = async (): Promise<Configuration> => {
    const algorithm = settings.answersSignedWith ?? 'ES256';
    const metadata = {
      id_token_signed_response_alg: algorithm,
      userinfo_signed_response_alg: algorithm,
      // auth_time is demanded by the profile, and "fresh when signing" rests on it.
      require_auth_time: true,
    };
    // Over plain http on loopback nothing vouches for the ID token but its signature; over TLS it is kept as evidence.
    const configure = [enableNonRepudiationChecks, ...(onLoopback ? [allowInsecureRequests] : [])];
    const authentication = PrivateKeyJwt(await signingKey());
    for (const wait of [...waits, undefined]) {
      try {
        return await discovery(issuer, settings.clientId, metadata, authentication, {
          execute: configure,
          timeout: patience,
        });
      } catch (error) {
        if (wait === undefined) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    throw new Error('unreachable: the last attempt returns or throws');
  };

  return {
    signingKey,
    configuration: () => {
      const now = settings.clock.now().getTime();
      if (found && now - found.at < fresh) return found.configuration;
      const before = found;
      const search = { configuration: find(), at: now };
      found = search;
      // A failure must not be remembered; while a known provider cannot be found again, the old answer still serves.
      search.configuration.catch(() => {
        if (found === search) found = before;
      });
      return before ? search.configuration.catch(() => before.configuration) : search.configuration;
    },
  };
}

async function imported(jwk: JWK): Promise<SigningKey> {
  const alg = jwk.alg ?? 'ES256';
  const key = await importJWK(jwk, alg);
  if (key instanceof Uint8Array) throw new TypeError('the client key must be a private key, not a shared secret');
  return { key, kid: jwk.kid, alg };
}
