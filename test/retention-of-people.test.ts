import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, makeTown, meet } from '../src/cases/testing.ts';
import { findByNumber, registerProxy } from '../src/identity/index.ts';
import { retention } from '../src/identity/personal.ts';
import { rooms } from '../src/sprang.ts';
import { testHouse } from './support/index.ts';

const house = await testHouse({ rooms });
const town = await makeTown(house);

test('someone whom no authority has a matter with goes a year after the last sign-in, with proxies and keys; an applicant stays', async () => {
  const stranger = await meet(house, town, 'Stina', 'Besökare', '189001019802');
  const applicant = await meet(house, town, 'Sven', 'Sökande', '189001029819');
  await apply(house, town, applicant);
  await house.db.system(town.id, 'test', (tx) => registerProxy(tx, {
    personId: stranger, agentId: applicant, ground: 'powerOfAttorney', services: [], fromDay: '2026-11-20', untilDay: null, evidence: 'Fullmakt', registeredBy: null,
  }));
  assert.ok('run' in retention);
  await house.db.system(town.id, 'retention', retention.run);
  const find = (number: string) => house.db.system(town.id, 'test', (tx) => findByNumber(tx, number));
  assert.ok(await find('189001019802'));
  house.clock.forward(366 * 86_400_000);
  await house.db.system(town.id, 'retention', retention.run);
  assert.equal(await find('189001019802'), undefined);
  assert.equal((await find('189001029819'))?.id, applicant);
  const proof = await house.asOwner<{ detail: { persons: number } }>(
    'select detail from platform.audit_entry where tenant_id = $1 and event = $2 order by at desc limit 1', [town.id, 'identity.retentionRun']);
  assert.equal(proof[0]?.detail.persons, 1);
});
