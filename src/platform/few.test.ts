import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testHouse } from '../../test/support/index.ts';
import { Database } from './database/transaction.ts';
import { few } from './few.ts';
import { uuidv7 } from './ids.ts';

const house = await testHouse({ rooms: [] });
const tenant = { id: uuidv7(house.clock.now()) };
const within = few({ what: 'prov', most: 2 });
const at = (hour: number, minute: number) => new Date(Date.UTC(2026, 10, 20, hour, minute));

test('an address may do so much an hour, another its own, the same whichever process counts, and again the next hour', async () => {
  // Another process has its own memory and its own connections to the same database.
  const other = { db: new Database(house.db.pools, house.db.keys, house.clock) };
  const tries = async (hour: number, minute: number, address = '192.0.2.1', db = house.db) => within({ house: { db }, tenant, address, now: at(hour, minute) });
  assert.deepEqual([await tries(9, 0), await tries(9, 1, undefined, other.db), await tries(9, 2)], [true, true, false]);
  assert.equal(await tries(9, 3, '192.0.2.2'), true);
  assert.equal(await few({ what: 'annat', most: 1 })({ house, tenant, address: '192.0.2.1', now: at(9, 4) }), true, 'another limit');
  assert.equal(await tries(9, 59, undefined, other.db), false);
  assert.equal(await tries(10, 0), true);
});

test('forty at once are counted one by one', async () => {
  const done = await Promise.all(Array.from({ length: 40 }, () => few({ what: 'samtidigt', most: 7 })({ house, tenant, address: '192.0.2.9', now: at(10, 30) })));
  assert.equal(done.filter(Boolean).length, 7);
});

test('what is counted tells no address, and the hour before is forgotten with its key', async () => {
  const rows = await house.asOwner<{ all: string; at_hour: Date }>(`select c::text || encode(name_hash, 'escape') as all, at_hour from platform.counted c where tenant_id = $1`, [tenant.id]);
  assert.ok(rows.length > 0 && rows.every((row) => !row.all.includes('192.0.2') && row.at_hour.getUTCHours() === 10));
  assert.equal((await house.asOwner('select 1 from platform.counting_hour where tenant_id = $1', [tenant.id])).length, 1);
});
