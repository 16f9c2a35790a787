import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { ConfigProblem, type Issuer } from '../platform/index.ts';
import type { ReadFile } from './readers.ts';

const setting = 'SPRANG_OIDC_ISSUERS';
const remedy = 'Ange en JSON-lista, eller en fil med en: [{"issuer":"https://…","clientId":"…","keyFile":"…","audience":"resident","name":"…"}]';

const given = z.array(z.strictObject({
  /** Address of the provider; its configuration is found below it. */
  issuer: z.url({ protocol: /^https$/ }),
  clientId: z.string().min(1),
  /** File with our private key, PEM or JWK: we prove who we are by signing, never by a shared secret. */
  keyFile: z.string().min(1),
  audience: z.enum(['resident', 'staff', 'both']),
  /** What the button says. */
  name: z.string().min(1),
}));

/**
 * Reads SPRANG_OIDC_ISSUERS: the list itself in JSON, or the path of a file with it.
 * @throws ConfigProblem; it never quotes a key
 */
export function readIssuers(value: string | undefined, readFile: ReadFile): Issuer[] {
  if (value === undefined) return [];
  const list = given.safeParse(readList(value, readFile));
  if (!list.success) {
    const { path, message } = list.error.issues[0]!;
    throw new ConfigProblem(setting, `${path.join('.') || 'listan'}: ${message}`, remedy);
  }
  return list.data.map(({ keyFile, ...issuer }) => ({ ...issuer, privateJwk: readKey(keyFile, readFile) }));
}

function readList(value: string, readFile: ReadFile): unknown {
  try {
    return JSON.parse(value.startsWith('[') ? value : readFile(value));
  } catch (error) {
    throw new ConfigProblem(setting, `går inte att läsa (${(error as Error).message})`, remedy);
  }
}

function readKey(file: string, readFile: ReadFile): Record<string, unknown> {
  try {
    const text = readFile(file).trim();
    const jwk = text.startsWith('{') ? JSON.parse(text) as JsonWebKey : createPrivateKey(text).export({ format: 'jwk' });
    // Fails unless it is a private key; what it says besides (kid, alg) is kept.
    createPrivateKey({ key: jwk as Record<string, unknown>, format: 'jwk' });
    return jwk as Record<string, unknown>;
  } catch (error) {
    const reason = (error as { code?: string }).code === 'ENOENT' ? 'finns inte' : 'innehåller ingen privat nyckel';
    throw new ConfigProblem(setting, `filen ${file} ${reason}`,
      'Skapa en nyckel med "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out nyckel.pem" och lämna den publika halvan till leverantören');
  }
}
