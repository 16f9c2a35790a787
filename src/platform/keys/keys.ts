import { randomBytes } from 'node:crypto';
import { asUuid, type Uuid } from '../ids.ts';
import { tables } from '../database/query.ts';
import type { Runner } from '../database/transaction.ts';
import { keyIdOf, lookupHash, openBytes, sealBytes, type Place } from './cipher.ts';
import { unwrapKey, wrapKey, type Masters } from './key-ring.ts';

interface KeyTables {
  'platform.tenant_key': {
    tenant_id: string; id: string; purpose: 'data' | 'lookup'; wrapped: Buffer; master_id: string;
    created_at: Date; retired_at: Date | null;
  };
  'platform.dossier_key': { tenant_id: string; id: string; wrapped: Buffer; tenant_key_id: string; created_at: Date };
}

export const keyTables = tables<KeyTables>();

/** How long an unwrapped key is kept: a destroyed dossier is unreadable in every process within this time (ms). */
const keptFor = 60_000;

/**
 * The keys of a process: master → tenant → dossier. Unwraps on demand and remembers for a minute.
 * Destroying a dossier deletes its key row; what was sealed with it, also in backups of other tables, is then noise.
 */
export class Keys {
  readonly #kept = new Map<string, { key: Buffer; until: number }>();

  constructor(public masters: Masters) {}

  /** Makes a tenant's two keys. Done once, when the organisation is added. */
  async createTenant(tx: Runner): Promise<void> {
    for (const purpose of ['data', 'lookup'] as const) {
      const id = tx.id();
      await tx.run(keyTables.insertInto('platform.tenant_key').values({
        tenant_id: tx.tenant, id, purpose, created_at: tx.now, retired_at: null,
        wrapped: this.masters.wrap(randomBytes(32), `${tx.tenant}/${id}`), master_id: this.masters.currentId,
      }));
    }
  }

  /** A new key for a dossier (draft or case), or for whatever else is sealed and destroyed as a whole. */
  async createDossier(tx: Runner): Promise<Uuid> {
    const id = tx.id();
    const key = randomBytes(32);
    const tenantKey = await this.#tenantKey(tx, 'data');
    await tx.run(keyTables.insertInto('platform.dossier_key').values({
      tenant_id: tx.tenant, id, created_at: tx.now, tenant_key_id: tenantKey.id,
      wrapped: wrapKey(tenantKey.key, key, `${tx.tenant}/${id}`),
    }));
    return id;
  }

  /** Deletes a dossier's key: nothing sealed with it can be opened again. */
  async destroyDossier(tx: Runner, id: Uuid): Promise<void> {
    await tx.run(keyTables.deleteFrom('platform.dossier_key').where('tenant_id', '=', tx.tenant).where('id', '=', id));
    this.#kept.delete(`${tx.tenant}/${id}`);
  }

  async seal(tx: Runner, keyId: Uuid, place: Place, plain: Uint8Array): Promise<Buffer> {
    return sealBytes(await this.#dossierKey(tx, keyId), keyId, tx.tenant, place, plain);
  }

  /** @throws SealBroken; KeyGone when the dossier has been destroyed */
  async open(tx: Runner, place: Place, sealed: Buffer): Promise<Buffer> {
    return openBytes(await this.#dossierKey(tx, keyIdOf(sealed)), tx.tenant, place, sealed);
  }

  /** The hash a value is looked up by, in this tenant only. `kind` keeps numbers and names apart. */
  async hash(tx: Runner, kind: string, value: string): Promise<Buffer> {
    return lookupHash((await this.#tenantKey(tx, 'lookup')).key, kind, value);
  }

  async #dossierKey(tx: Runner, id: Uuid): Promise<Buffer> {
    return this.#remembered(`${tx.tenant}/${id}`, tx.now, async () => {
      const row = await tx.maybe(keyTables.selectFrom('platform.dossier_key').select(['wrapped', 'tenant_key_id'])
        .where('tenant_id', '=', tx.tenant).where('id', '=', id));
      if (!row) throw new KeyGone();
      const tenantKey = await this.#tenantKeyById(tx, asUuid(row.tenant_key_id));
      return unwrapKey(tenantKey, row.wrapped, `${tx.tenant}/${id}`);
    });
  }

  async #tenantKey(tx: Runner, purpose: 'data' | 'lookup'): Promise<{ id: Uuid; key: Buffer }> {
    const kept = this.#kept.get(`${tx.tenant}/${purpose}`);
    const id = kept && kept.until > tx.now.getTime() ? asUuid(kept.key.toString('utf8')) : await this.#findTenantKey(tx, purpose);
    return { id, key: await this.#tenantKeyById(tx, id) };
  }

  async #findTenantKey(tx: Runner, purpose: 'data' | 'lookup'): Promise<Uuid> {
    const row = await tx.one(keyTables.selectFrom('platform.tenant_key').select('id')
      .where('tenant_id', '=', tx.tenant).where('purpose', '=', purpose).where('retired_at', 'is', null));
    this.#kept.set(`${tx.tenant}/${purpose}`, { key: Buffer.from(row.id), until: tx.now.getTime() + keptFor });
    return asUuid(row.id);
  }

  async #tenantKeyById(tx: Runner, id: Uuid): Promise<Buffer> {
    return this.#remembered(`${tx.tenant}/${id}`, tx.now, async () => {
      const row = await tx.one(keyTables.selectFrom('platform.tenant_key').select(['wrapped', 'master_id'])
        .where('tenant_id', '=', tx.tenant).where('id', '=', id));
      return this.masters.unwrap(row.wrapped, row.master_id, `${tx.tenant}/${id}`);
    });
  }

  async #remembered(name: string, now: Date, make: () => Promise<Buffer>): Promise<Buffer> {
    const kept = this.#kept.get(name);
    if (kept && kept.until > now.getTime()) return kept.key;
    const key = await make();
    if (this.#kept.size > 20_000) this.#kept.clear();
    this.#kept.set(name, { key, until: now.getTime() + keptFor });
    return key;
  }
}

export class KeyGone extends Error {
  readonly code = 'KEY_GONE';
  constructor() {
    super('the key of this dossier is destroyed');
  }
}
