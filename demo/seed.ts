/** Cases of the demonstration: invented, made through the front doors of the rooms, dated over the last weeks. */
import { hasCases } from '../src/cases/index.ts';
import { meetPerson } from '../src/identity/index.ts';
import { findOrganisation } from '../src/organisation/index.ts';
import { tenantList, type House, type Uuid } from '../src/platform/index.ts';
import { inventedPeople } from './invented-people.ts';
import { aroundTheCases } from './seed/around.ts';
import { lastMonthsAid } from './seed/last-month.ts';
import { plots } from './seed/plots.ts';
import { toldCases } from './seed/told-cases.ts';

/**
 * Makes cases in Exempelkommun, more each time it is asked. They differ in person, answers and how far they have come.
 * @returns how many were made
 * @throws when the demonstration's organisation has not been added
 */
export async function seedCases(house: House, count: number): Promise<number> {
  const tenant = await exempelkommun(house);
  if (!tenant) throw new Error('Exempelkommun finns inte här: starta demonstrationen en gång först');
  await seedTenant(house, tenant, count);
  return count;
}

/**
 * What a new demonstration starts with: last month's economic aid, and one case for each plot, so that no list is empty. Only where
 * there is no case at all. One case at a time, so that whoever has just opened the first page notices nothing.
 * @returns how many were made
 */
export async function seedWhenEmpty(house: House, tenant: Uuid): Promise<number> {
  if (await house.db.system(tenant, 'demo', hasCases)) return 0;
  const aid = await lastMonthsAid(house, tenant);
  await seedTenant(house, tenant, plots.length);
  return plots.length + 1 + await toldCases(house, tenant) + await aroundTheCases(house, tenant, aid);
}

async function seedTenant(house: House, tenant: Uuid, count: number): Promise<void> {
  // A second round takes other people, so that one person does not get the same case twice a day.
  const from = await house.db.system(tenant, 'demo', hasCases) ? Math.floor(house.clock.now().getTime() / 1000) : 0;
  for (let place = 0; place < count; place++) {
    const { givenName, familyName, birthDate, personalIdentityNumber: number } = inventedPeople[(from + place) % inventedPeople.length]!;
    const person = await meetPerson(house, tenant, { givenName, familyName, birthDate, number }, 'demo');
    await plots[place % plots.length]!({ house, tenant, person, place });
  }
}

async function exempelkommun(house: House): Promise<Uuid | undefined> {
  for (const tenant of await house.slots.only(tenantList)(house)) {
    const organisation = await house.db.system(tenant, 'demo', (tx) => findOrganisation(tx));
    if (organisation?.name === 'Exempelkommun') return tenant;
  }
  return undefined;
}
