import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { makeTenant, testHouse, until, type TestHouse } from '../../../test/support/index.ts';
import { Database, type Tx } from '../database/transaction.ts';
import type { House } from '../house.ts';
import { uuidv7, type Uuid } from '../ids.ts';
import { fill, Slots } from '../slots.ts';
import type { Place } from './cipher.ts';
import { Masters } from './key-ring.ts';
import { keptFor, Keys, lookupKnownAfter } from './keys.ts';
import { dropUnneededKeys, lookupRehasher, rotateDataKey, rotateLookupKey, rotateMaster } from './rotate.ts';

const house = await testHouse();
const text = 'det som inte får läsas av andra';
const place: Place = { table: 'test.note', row: uuidv7(house.clock.now()), column: 'cipher', revision: 1 };

/** Another process of the same installation: the same database, nothing remembered. */
function process(masters: readonly Buffer[] = [house.master], more: Partial<House> = {}): House & { db: Database } {
  return { ...house, db: new Database(house.db.pools, new Keys(new Masters(masters)), house.clock), ...more };
}

async function sealed(tenant: Uuid, by: Pick<House, 'db'> = house): Promise<{ keyId: Uuid; blob: Buffer }> {
  return by.db.system(tenant, 'test', async (tx) => {
    const keyId = await tx.createKey();
    return { keyId, blob: await tx.seal(keyId, place, Buffer.from(text)) };
  });
}

function opened(tenant: Uuid, blob: Buffer, at: Place = place, by: Pick<House, 'db'> = house): Promise<string> {
  return by.db.system(tenant, 'test', async (tx) => (await tx.open(at, blob)).toString());
}

const tenantKeys = (tenant: Uuid) => house.asOwner<{ id: Uuid; purpose: string; master_id: string; retired_at: Date | null }>(
  'select id, purpose, master_id, retired_at from platform.tenant_key where tenant_id = $1', [tenant]);

test('what is sealed opens in its place, in any process', async () => {
  const { id: tenant } = await makeTenant(house);
  const { blob } = await sealed(tenant);
  assert.ok(!blob.includes('läsas'));
  assert.equal(await opened(tenant, blob, place, process()), text);
});

for (const [what, elsewhere] of Object.entries<Partial<Place>>({
  'another table': { table: 'test.other' }, 'another row': { row: uuidv7(new Date(0)) }, 'another column': { column: 'name' },
  'another revision': { revision: 2 }, 'no revision': { revision: 0 },
})) {
  test(`a ciphertext moved to ${what} does not open`, async () => {
    const { id: tenant } = await makeTenant(house);
    const { blob } = await sealed(tenant);
    await assert.rejects(opened(tenant, blob, { ...place, ...elsewhere }), { code: 'SEAL_BROKEN' });
  });
}

test('many are opened in their order, each with its own key, and not when the key of one is destroyed', async () => {
  const { id: tenant } = await makeTenant(house);
  const rows = Array.from({ length: 5 }, (_, row) => ({ ...place, row: uuidv7(new Date(row)) }));
  const made = await house.db.system(tenant, 'test', async (tx) => {
    const all = [];
    for (const [index, at] of rows.entries()) {
      const key = await tx.createKey();
      all.push({ key, place: at, sealed: await tx.sealJson(key, at, index) });
    }
    return all;
  });
  const openAll = (by: Pick<House, 'db'>) => by.db.system(tenant, 'test', (tx) => tx.openAllJson<number>(made));
  assert.deepEqual(await openAll(process()), [0, 1, 2, 3, 4]);
  await assert.rejects(process().db.system(tenant, 'test', (tx) => tx.openAllJson(made.map(({ sealed }) => ({ place, sealed })))), { code: 'SEAL_BROKEN' });
  await house.db.system(tenant, 'test', (tx) => tx.destroyKeys([made[3]!.key]));
  await assert.rejects(openAll(process()), { code: 'KEY_GONE' });
});

test('a ciphertext changed in any part does not open', async () => {
  const { id: tenant } = await makeTenant(house);
  const { blob } = await sealed(tenant);
  for (const at of [0, 20, 30, 45, blob.length - 1]) {
    const changed = Buffer.from(blob);
    changed[at]! ^= 1;
    await assert.rejects(opened(tenant, changed), { code: 'SEAL_BROKEN' }, `byte ${at}`);
  }
});

test('a ciphertext of another tenant does not open, not even with its key row copied', async () => {
  const { id: tenant } = await makeTenant(house);
  const { id: other } = await makeTenant(house);
  const { keyId, blob } = await sealed(tenant);
  await assert.rejects(opened(other, blob), { code: 'KEY_GONE' });
  await house.asOwner(`insert into platform.dossier_key select $2, id, wrapped,
    (select id from platform.tenant_key where tenant_id = $2 and purpose = 'data'), created_at from platform.dossier_key where id = $1`, [keyId, other]);
  await assert.rejects(opened(other, blob));
});

test('what a destroyed dossier had sealed is gone: here at once, in other processes within a minute', async () => {
  const { id: tenant } = await makeTenant(house);
  const { keyId, blob } = await sealed(tenant);
  const other = process();
  assert.equal(await opened(tenant, blob, place, other), text);
  await house.db.system(tenant, 'test', (tx) => tx.destroyKey(keyId));
  await assert.rejects(opened(tenant, blob), { code: 'KEY_GONE' });
  house.clock.forward(keptFor + 1);
  await assert.rejects(opened(tenant, blob, place, other), { code: 'KEY_GONE' });
});

test('keys made in a transaction that is undone are not remembered', async () => {
  const tenant = uuidv7(house.clock.now());
  const attempt = (fail: boolean) => house.db.system(tenant, 'test', async (tx) => {
    await tx.createTenantKeys();
    const blob = await tx.seal(await tx.createKey(), place, Buffer.from(text));
    await tx.hash('number', '1');
    if (fail) throw new Error('undone');
    return blob;
  });
  await assert.rejects(attempt(true), /undone/);
  const blob = await attempt(false);
  assert.equal(await opened(tenant, blob, place, process()), text);
});

test('a master key is replaced while other processes read and write', async () => {
  const { id: tenant } = await makeTenant(house);
  const { id: second } = await makeTenant(house);
  const old = await sealed(tenant);
  const newer = randomBytes(32);
  const both = process([newer, house.master]);
  let going = true;
  let rounds = 0;
  const traffic = (async () => {
    for (; going; rounds++) {
      // A minute goes by each time, so that nothing is remembered.
      house.clock.forward(keptFor + 1);
      const fresh = await sealed(tenant, both);
      assert.equal(await opened(tenant, fresh.blob, place, both), text);
      assert.equal(await opened(tenant, old.blob, place, both), text);
    }
  })();
  await until('traffic', () => rounds > 2);
  assert.equal(await rotateMaster(both, [tenant, second]), 4);
  const then = rounds;
  await until('traffic after the rotation', () => rounds > then + 2);
  going = false;
  await traffic;
  assert.equal(await opened(tenant, old.blob, place, process([newer])), text);
  await assert.rejects(opened(tenant, old.blob, place, process([house.master])), /not configured/);
  assert.equal(await rotateMaster(both, [tenant, second]), 0);
});

test('a tenant\'s data key is replaced, its dossiers follow, and the old key goes when nothing needs it', async () => {
  const { id: tenant } = await makeTenant(house);
  const before = await Promise.all([sealed(tenant), sealed(tenant), sealed(tenant)]);
  const late = process();
  await sealed(tenant, late);
  assert.equal(await rotateDataKey(house, tenant), 4);
  const written = await sealed(tenant, late);
  const [old] = (await tenantKeys(tenant)).filter(({ retired_at: retired }) => retired);
  const wrappedBy = async () => (await house.asOwner<{ tenant_key_id: Uuid }>(
    'select distinct tenant_key_id from platform.dossier_key where tenant_id = $1 and tenant_key_id = $2', [tenant, old!.id])).length;
  assert.equal(await wrappedBy(), 1, 'a process that did not know wrote with the old key');
  house.clock.forward(25 * 3_600_000);
  assert.equal(await dropUnneededKeys(house, tenant), 0, 'the old key is still needed');
  assert.equal(await rotateDataKey(house, tenant), 5);
  assert.equal(await wrappedBy(), 0);
  assert.equal(await dropUnneededKeys(house, tenant), 1, 'only the one that was retired a day ago');
  for (const { blob } of [...before, written]) assert.equal(await opened(tenant, blob, place, process()), text);
});

test('the lookup key is replaced in two phases, and a number is found in each', async () => {
  const { id: tenant } = await makeTenant(house);
  house.clock.forward(10 * keptFor);
  const stored = await storedHash(house, tenant);
  const rehash = async (tx: Tx): Promise<number> => stored.rehash(tx);
  const rotating = process([house.master], { slots: new Slots([fill(lookupRehasher, rehash)]) });
  const other = process();
  assert.ok(await stored.isFound(other));

  assert.equal((await rotateLookupKey(rotating, tenant)).state, 'begun');
  house.clock.forward(keptFor + 1);
  assert.ok(await stored.isFound(other), 'with both keys, written with the old');
  assert.ok((await hashIn(other, tenant)).equals(stored.hash));
  assert.equal((await rotateLookupKey(rotating, tenant)).state, 'waiting');

  house.clock.forward(lookupKnownAfter);
  assert.ok(!(await hashIn(other, tenant)).equals(stored.hash), 'written with the new key now');
  assert.ok(await stored.isFound(other), 'though still stored under the old');

  house.clock.forward(4 * keptFor);
  assert.deepEqual(await rotateLookupKey(rotating, tenant), { state: 'done', rehashed: 1 });
  assert.ok(await stored.isFound(other));
  house.clock.forward(keptFor + 1);
  assert.ok(await stored.isFound(other));
  assert.equal((await other.db.system(tenant, 'test', (tx) => tx.hashes('number', '191212121212'))).length, 1);
});

function hashIn(by: Pick<House, 'db'>, tenant: Uuid): Promise<Buffer> {
  return by.db.system(tenant, 'test', (tx) => tx.hash('number', '191212121212'));
}

/** What a room would keep in a row: a hash of a number, hashed anew when asked. */
async function storedHash(by: TestHouse, tenant: Uuid) {
  const row = {
    hash: await hashIn(by, tenant),
    isFound: (from: Pick<House, 'db'>) => from.db.system(tenant, 'test', async (tx) =>
      (await tx.hashes('number', '191212121212')).some((hash) => hash.equals(row.hash))),
    rehash: async (tx: Tx) => {
      const hash = await tx.hash('number', '191212121212');
      const differs = !hash.equals(row.hash);
      row.hash = hash;
      return differs ? 1 : 0;
    },
  };
  return row;
}
