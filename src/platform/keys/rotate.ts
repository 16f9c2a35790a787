import type { Tx } from '../database/transaction.ts';
import type { House } from '../house.ts';
import type { Uuid } from '../ids.ts';
import { slot } from '../slots.ts';
import { keptFor, lookupKnownAfter } from './keys.ts';
import { deleteUnneededKeys, keysInUse } from './store.ts';

/**
 * Rooms that store hashes: goes through those of the tenant, opens the sealed value beside each, and stores `tx.hash` of it
 * where it differs. Returns how many differed.
 */
export const lookupRehasher = slot<(tx: Tx) => Promise<number>>('lookupRehasher');

const batch = 500;

/**
 * Wraps every tenant's keys with the newest master. Before: give every process the new key first and the old one after it.
 * Afterwards the old one can be taken away. Reading and writing go on meanwhile.
 * @returns how many keys were wrapped anew
 */
export async function rotateMaster(house: House, tenants: readonly Uuid[]): Promise<number> {
  let changed = 0;
  for (const tenant of tenants) changed += await house.db.system(tenant, 'rotate master', (tx) => house.db.keys.rewrapTenantKeys(tx));
  return changed;
}

/** Gives a tenant a new data key and wraps all its dossiers' keys with it, in batches, while the system runs. @returns how many */
export async function rotateDataKey(house: House, tenant: Uuid): Promise<number> {
  const { db } = house;
  await db.system(tenant, 'rotate data key', async (tx) => {
    await db.keys.replaceDataKey(tx);
    tx.audit({ event: 'platform.dataKeyReplaced' });
  });
  db.keys.forget(tenant);
  return rewrapDossiers(house, tenant);
}

/** Finishes what a rotation left, also of dossiers made meanwhile by a process that still knew the old key. @returns how many */
export async function rewrapDossiers(house: House, tenant: Uuid): Promise<number> {
  let changed = 0;
  for (let count = batch; count === batch; changed += count) {
    count = await house.db.system(tenant, 'rotate data key', (tx) => house.db.keys.rewrapDossierKeys(tx, batch));
  }
  return changed;
}

/** Takes away keys that were retired a day ago and that nothing is wrapped with: no process knows them any more. */
export async function dropUnneededKeys(house: House, tenant: Uuid): Promise<number> {
  return house.db.system(tenant, 'drop keys', (tx) => deleteUnneededKeys(tx, new Date(tx.now.getTime() - 24 * 3_600_000)));
}

export type LookupRotation =
  /** a new key is there; call again after `again` to go on */
  | { state: 'begun' | 'waiting'; again: Date }
  /** every hash is under the new key, and the old one is out of use */
  | { state: 'done'; rehashed: number };

/**
 * Replaces the key that numbers are looked up by, in two phases. The first call makes the new key, which every process
 * learns to look with. A call some minutes later, when all write with it too, hashes everything anew and retires the old one.
 */
export async function rotateLookupKey(house: House, tenant: Uuid): Promise<LookupRotation> {
  const { db, slots } = house;
  const result = await db.system(tenant, 'rotate lookup key', async (tx): Promise<LookupRotation> => {
    const [newest, ...old] = await keysInUse(tx, 'lookup');
    const againAfter = (made: Date) => new Date(made.getTime() + lookupKnownAfter + 2 * keptFor);
    if (!old.length) {
      await db.keys.addLookupKey(tx);
      tx.audit({ event: 'platform.lookupKeyAdded' });
      return { state: 'begun', again: againAfter(tx.now) };
    }
    const again = againAfter(newest!.created_at);
    if (tx.now < again) return { state: 'waiting', again };
    let rehashed = 0;
    for (const rehash of slots.all(lookupRehasher)) rehashed += await rehash(tx);
    await db.keys.retireOldLookupKeys(tx);
    tx.audit({ event: 'platform.lookupKeyReplaced', detail: { rehashed } });
    return { state: 'done', rehashed };
  });
  db.keys.forget(tenant);
  return result;
}
