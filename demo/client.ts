import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** The demonstration's own client key, made once and kept in the folder of the local run. */
export async function demoClientKey(file: string): Promise<{ privateJwk: JWK; publicJwk: JWK }> {
  const privateJwk = readKey(file) ?? await makeKey(file);
  const { d: _secret, ...publicJwk } = privateJwk;
  return { privateJwk, publicJwk };
}

function readKey(file: string): JWK | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  } catch {
    return undefined;
  }
}

async function makeKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = { ...await exportJWK(privateKey), kid: 'demo-client', alg: 'ES256', use: 'sig' };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(jwk), { mode: 0o600 });
  return jwk;
}
