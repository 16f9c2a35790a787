import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { rotateMaster } from '../platform/index.ts';
import { makeTenant, testHouse } from '../../test/support/index.ts';
import { findMasterKeys, takeMasterKeys } from './master-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'sprang-keys-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const house = await testHouse({ rooms: [] });

test('the demonstration makes a key of its own once, that only its account can read', () => {
  const settings = { masterKeys: [], masterKeySource: undefined, varDirectory: folder };
  const [key] = findMasterKeys(settings);
  assert.equal(key?.length, 32);
  assert.deepEqual(findMasterKeys(settings), [key]);
});

test('a master key is added and the old one taken away while the system reads and writes', async () => {
  const { id } = await makeTenant(house);
  const file = join(folder, 'keys');
  const [old, fresh] = [house.master.toString('base64'), randomBytes(32).toString('base64')];
  const place = { table: 'test.row', row: id, column: 'cipher' };
  const sealed = await house.db.system(id, 'test', async (tx) => tx.seal(await tx.createKey(), place, Buffer.from('hemligt')));
  const readable = async () => {
    house.db.keys.forget(id);
    return house.db.system(id, 'test', async (tx) => (await tx.open(place, sealed)).toString());
  };
  for (const keys of [`${fresh}\n${old}`, fresh]) {
    writeFileSync(file, keys);
    assert.ok(takeMasterKeys(house, `file:${file}`));
    if (keys.includes('\n')) await rotateMaster(house, [id]);
    assert.equal(await readable(), 'hemligt');
  }
  writeFileSync(file, 'not a key');
  assert.equal(takeMasterKeys(house, `file:${file}`), false);
  assert.equal(await readable(), 'hemligt');
  assert.equal(readFileSync(file, 'utf8'), 'not a key');
});
