import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTenant, testHouse } from '../../test/support/index.ts';
import { uuidv7 } from './ids.ts';
import { platform } from './platform-room.ts';

const house = await testHouse();

test('a person gets what the audit says of them: unit and role of staff, never who', async () => {
  const { id: tenant } = await makeTenant(house);
  const person = uuidv7(house.clock.now());
  const newId = () => uuidv7(house.clock.now());
  const [staffId, authorityId, unitId, sessionId] = [newId(), newId(), newId(), newId()];
  const officer = {
    kind: 'staff', sessionId, staffId, authorityId, unitIds: [unitId], roles: ['officer'], level: 3, provenAt: house.clock.now(),
  } as const;
  await house.db.transaction('staff', { tenant, authority: authorityId, staff: staffId }, officer, async (tx) => {
    tx.audit({ event: 'test.read', subjectId: person });
    tx.audit({ event: 'test.read', subjectId: uuidv7(tx.now) });
  });
  assert.ok('export' in platform.personData);
  const { personData } = platform;
  const told = await house.db.system(tenant, 'test', (tx) => personData.export(tx, person));
  assert.deepEqual(told, { events: [{
    at: house.clock.now(), event: 'test.read', outcome: 'done', by: 'staff', unitId, roles: ['officer'], dossierId: null,
  }] });
  assert.ok(!JSON.stringify(told).includes(staffId));
});

test('every table of the platform has a rule for how long it is kept', async () => {
  const tables = await house.asOwner<{ name: string }>(`select schemaname || '.' || tablename as name from pg_tables
    where schemaname = 'platform' and tablename <> 'migration'`);
  assert.ok('tables' in platform.retention);
  assert.deepEqual(Object.keys(platform.retention.tables).sort(), tables.map(({ name }) => name).sort());
});
