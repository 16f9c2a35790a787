import { addPlace, addResource, bookFor, openTimes, hasPlaces, freeSlots, type Bookable, bookableNamed } from '../../src/booking/index.ts';
import { meetPerson, type Person } from '../../src/identity/index.ts';
import { listAuthorities } from '../../src/organisation/index.ts';
import { addDays, swedishDay, type House, type Tx, type Uuid } from '../../src/platform/index.ts';
import { inventedPeople } from '../invented-people.ts';

/**
 * Places, opening hours and some who have booked by phone, so that times can be booked in a new demonstration. Only where the services are, and no
 * place has been added. @returns how many times there are
 */
export async function demoTimes(house: House, tenant: Uuid): Promise<number> {
  const people: Person[] = [];
  for (const { givenName, familyName, birthDate, personalIdentityNumber: number } of inventedPeople.slice(0, 6)) people.push(await meetPerson(house, tenant, { givenName, familyName, birthDate, number }, 'demo'));
  return house.db.system(tenant, 'demo', async (tx) => {
    const bookable = await bookableNamed(tx, 'covidVaccination', 'sv');
    const authorityId = (await listAuthorities(tx)).find(({ id }) => id === bookable?.authorityId)?.id;
    if (!bookable || !authorityId || await hasPlaces(tx)) return 0;
    const hall = await addPlace(tx, { authorityId, name: 'Idrottshallen', facts: { street: 'Bollvägen 4', postcode: '999 02', city: 'Exempelstad', way: 'Ingång från parkeringen, följ skyltarna.', access: ['stepFree', 'parking'], phone: '' } });
    const clinic = await addPlace(tx, { authorityId, name: 'Vårdcentralen Eken', facts: { street: 'Ekvägen 2', postcode: '999 03', city: 'Exempelstad', way: 'Ingång A. Anmäl dig i kassan.', access: ['stepFree', 'elevator', 'hearingLoop', 'quiet'], phone: '' } });
    const [nurse, room] = [await addResource(tx, { authorityId, placeId: clinic, kind: 'person', name: 'Sjuksköterska, rum 3' }), await addResource(tx, { authorityId, placeId: clinic, kind: 'room', name: 'Rum 3' })];
    const [from, until] = [swedishDay(tx.now), addDays(swedishDay(tx.now), 56)];
    const common = { authorityId, gap: 0, overbook: 0, resources: [], video: false, areas: [], fromDay: from, untilDay: until, languages: [] };
    const kinds = bookable.kinds.map(({ id }) => id);
    const rules = [
      { ...common, placeId: hall, service: bookable.service, kinds, weekdays: [1, 2, 3, 4, 5, 6], opens: '10:00', closes: '18:00', minutes: 15, seats: 6, overbook: 1, languages: ['en', 'ar'] },
      { ...common, placeId: clinic, service: bookable.service, kinds, weekdays: [1, 3, 5], opens: '08:00', closes: '12:00', minutes: 20, gap: 5, seats: 1, resources: [nurse, room], languages: ['en', 'so', 'tecken'] },
      { ...common, placeId: hall, service: 'covidTest', kinds: ['test'], weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '08:00', closes: '20:00', minutes: 10, seats: 4, languages: ['en'] },
      { ...common, placeId: clinic, service: 'covidTest', kinds: ['test'], weekdays: [2, 4], opens: '08:00', closes: '12:00', minutes: 240, seats: 6, areas: ['9990'] },
      { ...common, placeId: clinic, service: bookable.service, kinds, weekdays: [4], opens: '17:00', closes: '18:00', minutes: 60, seats: 20, title: 'Vaccination i grupp, med tolk', languages: ['ar', 'so'] },
    ];
    let made = 0;
    for (const rule of rules) made += (await openTimes(tx, rule)).made;
    await bookSome(tx, bookable, hall, people.map(({ id }) => id));
    return made;
  });
}

/** The first times of the hall, booked by phone by some who have no e-ID. */
async function bookSome(tx: Tx, bookable: Bookable, placeId: Uuid, people: readonly Uuid[]): Promise<void> {
  const kind = bookable.kinds[0]!.id;
  const slots = await freeSlots(tx, { service: bookable.service, kind, from: tx.now, until: new Date(tx.now.getTime() + 4 * 86_400_000), places: [placeId] }, 3);
  for (const [index, personId] of people.entries()) {
    const slot = slots[index % Math.max(1, slots.length)];
    if (slot) await bookFor(tx, bookable, { slotId: slot.id, placeId, kind, personId, channel: 'phone', language: 'sv', content: {}, past: 'Påhittad, till demonstrationen' });
  }
}
