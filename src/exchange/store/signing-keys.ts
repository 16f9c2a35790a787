import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { asUuid, type Place, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from './tables.ts';

const place = (id: Uuid): Place => ({ table: 'exchange.signing_key', row: id, column: 'private_cipher', revision: 1 });

/** The organisation's key for signing packages (Ed25519), made the first time it is needed. */
export async function signingKey(tx: Tx): Promise<{ id: Uuid; key: CryptoKey }> {
  const row = await tx.maybe(q.selectFrom('exchange.signing_key').select(['id', 'private_cipher']).where('tenant_id', '=', tx.tenant).orderBy('made_at', 'desc').limit(1));
  const id = row ? asUuid(row.id) : await makeKey(tx);
  const sealed = row?.private_cipher ?? (await tx.one(q.selectFrom('exchange.signing_key').select('private_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id))).private_cipher;
  return { id, key: await importJWK(await tx.openJson<JWK>(place(id), sealed), 'EdDSA') as CryptoKey };
}

async function makeKey(tx: Tx): Promise<Uuid> {
  const [id, sealedWith] = [tx.id(), await tx.createKey()];
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  await tx.run(q.insertInto('exchange.signing_key').values({
    tenant_id: tx.tenant, id, key_id: sealedWith, public_jwk: JSON.stringify({ ...await exportJWK(publicKey), kid: id, alg: 'EdDSA', use: 'sig' }),
    private_cipher: await tx.sealJson(sealedWith, place(id), await exportJWK(privateKey)), made_at: tx.now,
  }));
  return id;
}

/** Public halves of all keys that packages have been signed with, newest first. */
export async function publicKeys(tx: Tx): Promise<JWK[]> {
  const rows = await tx.all(q.selectFrom('exchange.signing_key').select('public_jwk').where('tenant_id', '=', tx.tenant).orderBy('made_at', 'desc').limit(20));
  return rows.map(({ public_jwk: jwk }) => jwk as unknown as JWK);
}
