import { randomBytes } from 'node:crypto';
import { asUuid, type Uuid } from '../ids.ts';
import type { Runner } from '../database/transaction.ts';
import { keyIdOf, lookupHash, openBytes, sealBytes, type Place } from './cipher.ts';
import { unwrapKey, wrapKey, type Masters } from './key-ring.ts';
import {
  deleteDossierKeys, findDossierKey, findDossierKeys, findTenantKey, insertDossierKey, insertTenantKey, keysInUse, retireKeys,
  rewrapDossierKey, rewrapTenantKey, wrappedByOtherKey, wrappedByOtherMaster, type Purpose,
} from './store.ts';

/** How long an unwrapped key is kept: a destroyed dossier is unreadable in every process within this time (ms). */
export const keptFor = 60_000;

/** A lookup key this old is known to every process (ms): only then is it written with. Twice `keptFor`, for clocks that differ. */
export const lookupKnownAfter = 2 * keptFor;

/**
 * The keys of a process: master → tenant → dossier. Unwraps on demand and remembers for a minute.
 * Destroying a dossier deletes its key row; what was sealed with it, also in backups of other tables, is then noise.
 */
export class Keys {
  readonly #kept = new Map<string, { value: Buffer; until: number }>();
  /** Transactions that make tenant keys: what they read may be undone, so nothing of it is remembered. */
  readonly #making = new WeakSet<object>();

  /** @param masters replaced as a whole when a master key is added or taken away while running */
  constructor(public masters: Masters) {}

  /** Makes a tenant's two keys. Done once, when the organisation is added. */
  async createTenant(tx: Runner): Promise<void> {
    for (const purpose of ['data', 'lookup'] as const) await this.#createTenantKey(tx, purpose);
  }

  /** A new key for a dossier (draft or case), or for whatever else is sealed and destroyed as a whole. */
  async createDossier(tx: Runner): Promise<Uuid> {
    const [id, key] = [tx.id(), randomBytes(32)];
    const by = await this.#currentDataKey(tx);
    const wrapped = wrapKey(await this.#tenantKey(tx, by), key, `${tx.tenant}/${id}`);
    await insertDossierKey(tx, { tenant_id: tx.tenant, id, created_at: tx.now, tenant_key_id: by, wrapped });
    // Sealed with at once, without being read back. If the transaction is undone it is the key of nothing.
    this.#remember(tx, id, key);
    return id;
  }

  /** Deletes the keys of dossiers: nothing sealed with them can be opened again. */
  async destroyDossiers(tx: Runner, ids: readonly Uuid[]): Promise<void> {
    if (!ids.length) return;
    await deleteDossierKeys(tx, ids);
    for (const id of ids) this.#kept.delete(`${tx.tenant}/${id}`);
  }

  async seal(tx: Runner, keyId: Uuid, place: Place, plain: Uint8Array): Promise<Buffer> {
    return sealBytes(await this.#dossierKey(tx, keyId), keyId, tx.tenant, place, plain);
  }

  /** @throws SealBroken; KeyGone when the dossier has been destroyed */
  async open(tx: Runner, place: Place, sealed: Buffer): Promise<Buffer> {
    return openBytes(await this.#dossierKey(tx, keyIdOf(sealed)), tx.tenant, place, sealed);
  }

  /** Opens many, in their order: the keys that are not remembered are asked for in one question. @throws as `open` does */
  async openMany(tx: Runner, sealed: readonly { place: Place; sealed: Buffer }[]): Promise<Buffer[]> {
    await this.#fetch(tx, [...new Set(sealed.map((one) => keyIdOf(one.sealed)))]);
    const opened: Buffer[] = [];
    for (const one of sealed) opened.push(await this.open(tx, one.place, one.sealed));
    return opened;
  }

  /** The hash a value is stored under, in this tenant only. `kind` keeps numbers and names apart. */
  async hash(tx: Runner, kind: string, value: string): Promise<Buffer> {
    const [first] = await this.hashes(tx, kind, value);
    return first!;
  }

  /** The hashes a value may be stored under, the current first: two while a lookup key is being replaced. */
  async hashes(tx: Runner, kind: string, value: string): Promise<readonly Buffer[]> {
    const known = await this.#ids(tx, 'lookup');
    const current = known.find(({ made }) => made <= tx.now.getTime() - lookupKnownAfter) ?? known.at(-1)!;
    const ordered = [current, ...known.filter((one) => one !== current)];
    return Promise.all(ordered.map(async ({ id }) => lookupHash(await this.#tenantKey(tx, id), kind, value)));
  }

  /** Wraps the tenant's keys with the newest master. @returns how many were wrapped by another */
  async rewrapTenantKeys(tx: Runner): Promise<number> {
    const rows = await wrappedByOtherMaster(tx, this.masters.currentId);
    for (const row of rows) {
      const name = `${tx.tenant}/${row.id}`;
      const key = this.masters.unwrap(row.wrapped, row.master_id, name);
      await rewrapTenantKey(tx, row.id, this.masters.wrap(key, name), this.masters.currentId);
    }
    return rows.length;
  }

  /** From now on new dossiers are wrapped with a new key of the tenant; the old one opens what it has wrapped. */
  async replaceDataKey(tx: Runner): Promise<void> {
    await retireKeys(tx, (await keysInUse(tx, 'data')).map(({ id }) => id));
    await this.#createTenantKey(tx, 'data');
  }

  /** Wraps up to `most` dossier keys with the tenant's current key. @returns how many were wrapped by another */
  async rewrapDossierKeys(tx: Runner, most: number): Promise<number> {
    const [current] = await keysInUse(tx, 'data');
    const rows = await wrappedByOtherKey(tx, current!.id, most);
    const key = rows.length ? await this.#tenantKey(tx, current!.id) : undefined;
    for (const row of rows) {
      const name = `${tx.tenant}/${row.id}`;
      const plain = unwrapKey(await this.#tenantKey(tx, row.tenant_key_id), row.wrapped, name);
      await rewrapDossierKey(tx, row.id, wrapKey(key!, plain, name), current!.id);
    }
    return rows.length;
  }

  /** A second lookup key. Until it is known everywhere it is only looked with, not written with. */
  async addLookupKey(tx: Runner): Promise<void> {
    await this.#createTenantKey(tx, 'lookup');
  }

  /** Retires all lookup keys but the newest. Nothing may be stored under them any more. */
  async retireOldLookupKeys(tx: Runner): Promise<void> {
    const [, ...old] = await keysInUse(tx, 'lookup');
    await retireKeys(tx, old.map(({ id }) => id));
  }

  /** After keys of a tenant were replaced: what this process remembers of it is read anew. */
  forget(tenant: Uuid): void {
    for (const name of this.#kept.keys()) if (name.startsWith(`${tenant}/`)) this.#kept.delete(name);
  }

  async #createTenantKey(tx: Runner, purpose: Purpose): Promise<void> {
    this.#making.add(tx);
    const id = tx.id();
    await insertTenantKey(tx, {
      tenant_id: tx.tenant, id, purpose, created_at: tx.now, retired_at: null,
      wrapped: this.masters.wrap(randomBytes(32), `${tx.tenant}/${id}`), master_id: this.masters.currentId,
    });
  }

  #dossierKey(tx: Runner, id: Uuid): Promise<Buffer> {
    return this.#remembered(tx, id, async () => {
      const row = await findDossierKey(tx, id);
      if (!row) throw new KeyGone();
      return unwrapKey(await this.#tenantKey(tx, row.tenant_key_id), row.wrapped, `${tx.tenant}/${id}`);
    });
  }

  /** Remembers keys of dossiers; those that are gone are told of by whoever opens something with them. */
  async #fetch(tx: Runner, ids: readonly Uuid[]): Promise<void> {
    const unknown = ids.filter((id) => !((this.#kept.get(`${tx.tenant}/${id}`)?.until ?? 0) > tx.now.getTime()));
    if (unknown.length < 2) return;
    for (const row of await findDossierKeys(tx, unknown)) {
      this.#remember(tx, row.id, unwrapKey(await this.#tenantKey(tx, row.tenant_key_id), row.wrapped, `${tx.tenant}/${row.id}`));
    }
  }

  #tenantKey(tx: Runner, id: Uuid): Promise<Buffer> {
    return this.#remembered(tx, id, async () => {
      const row = await findTenantKey(tx, id);
      return this.masters.unwrap(row.wrapped, row.master_id, `${tx.tenant}/${id}`);
    });
  }

  async #currentDataKey(tx: Runner): Promise<Uuid> {
    const [current] = await this.#ids(tx, 'data');
    return current!.id;
  }

  /** Ids of the keys in use, newest first, with when they were made. */
  async #ids(tx: Runner, purpose: Purpose): Promise<{ id: Uuid; made: number }[]> {
    const text = await this.#remembered(tx, purpose, async () => {
      const rows = await keysInUse(tx, purpose);
      if (!rows.length) throw new Error('the tenant has no keys');
      return Buffer.from(rows.map(({ id, created_at: made }) => `${id} ${made.getTime()}`).join());
    });
    return text.toString().split(',').map((one) => {
      const [id = '', made] = one.split(' ');
      return { id: asUuid(id), made: Number(made) };
    });
  }

  async #remembered(tx: Runner, what: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const kept = this.#making.has(tx) ? undefined : this.#kept.get(`${tx.tenant}/${what}`);
    if (kept && kept.until > tx.now.getTime()) return kept.value;
    const value = await make();
    this.#remember(tx, what, value);
    return value;
  }

  #remember(tx: Runner, what: string, value: Buffer): void {
    if (this.#making.has(tx)) return;
    if (this.#kept.size > 20_000) this.#kept.clear();
    this.#kept.set(`${tx.tenant}/${what}`, { value, until: tx.now.getTime() + keptFor });
  }
}

export class KeyGone extends Error {
  readonly code = 'KEY_GONE';
  constructor() {
    super('the key of this dossier is destroyed');
  }
}
