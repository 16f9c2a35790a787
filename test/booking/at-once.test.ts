import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { booking } from '../../src/booking/index.ts';
import { insertBooking } from '../../src/booking/store/bookings.ts';
import { addResource } from '../../src/booking/store/places.ts';
import { keepSeat, lockSlots, passSeat, releaseSeat, takeSeat } from '../../src/booking/store/seats.ts';
import { freeSlots } from '../../src/booking/store/free.ts';
import { findSlot } from '../../src/booking/store/slots.ts';
import { q, span } from '../../src/booking/store/tables.ts';
import { cases } from '../../src/cases/index.ts';
import { makeTown, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { uuidv7, type Tx, type Uuid } from '../../src/platform/index.ts';
import { services } from '../../src/services/index.ts';
import { testHouse } from '../support/index.ts';
import { openDay } from './steps.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, booking, services, cases], now: new Date('2026-11-20T09:00:00Z'), poolSize: 12 });
let town: Town;
before(async () => { town = await makeTown(house, ['vaccination'], undefined, 'region-exempel'); });

const inTown = <T>(work: (tx: Tx) => Promise<T>) => house.db.system(town.id, 'test', work);
const someone = () => uuidv7(new Date());
const take = (slot: Uuid, who: Uuid, heldUntil: Date | null = null) => inTown(async (tx) => takeSeat(tx, (await findSlot(tx, slot))!, who, heldUntil));
/** Many who try: four times as many at once as there are connections, so that none waits for one longer than it may on a slow machine. */
async function crowd<T>(count: number, attempt: (index: number) => Promise<T>): Promise<T[]> {
  const got: T[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: 48 }, async () => { while (next < count) got.push(await attempt(next++)); }));
  return got;
}
const seatsOf = (slot: Uuid) => house.asOwner<{ n: number; booking_id: string }>('select n, booking_id from booking.seat where slot_id = $1 order by n', [slot]);
const common = { service: 'covidVaccination', kinds: ['dose1'], minutes: 20, opens: '09:00', closes: '09:20' };

test('of eight hundred who try at once for a time of seventeen seats, seventeen get one each, and nobody two', async () => {
  const { slots: [slot] } = await openDay(house, town, { ...common, day: '2026-12-01', seats: 17 });
  const got = await crowd(800, () => take(slot!, someone()));
  assert.equal(got.filter((n) => n !== undefined).length, 17);
  const seats = await seatsOf(slot!);
  assert.deepEqual(seats.map(({ n }) => n), Array.from({ length: 17 }, (_, index) => index + 1));
  assert.equal(new Set(seats.map(({ booking_id: id }) => id)).size, 17);
});

test('a hold that has run out is taken over by one of those who try, and the one who was slow cannot keep it', async () => {
  const { slots: [slot] } = await openDay(house, town, { ...common, day: '2026-12-02', seats: 1 });
  const slow = someone();
  const until = new Date(house.clock.now().getTime() + 60_000);
  assert.equal(await take(slot!, slow, until), 1);
  assert.equal(await take(slot!, someone()), undefined, 'held');
  assert.equal(await inTown((tx) => keepSeat(tx, slot!, slow, until)), true);
  house.clock.forward(61_000);
  const got = await crowd(100, () => take(slot!, someone()));
  assert.equal(got.filter((n) => n !== undefined).length, 1);
  assert.equal(await inTown((tx) => keepSeat(tx, slot!, slow, null)), false);
  assert.notEqual((await seatsOf(slot!))[0]!.booking_id, slow);
});

test('a hold that has run out and that nobody took is still kept by whoever had it', async () => {
  const { slots: [slot] } = await openDay(house, town, { ...common, day: '2026-12-03', seats: 1 });
  const late = someone();
  await take(slot!, late, new Date(house.clock.now().getTime() + 60_000));
  house.clock.forward(61_000);
  assert.equal(await inTown((tx) => keepSeat(tx, slot!, late, null)), true);
  assert.equal(await take(slot!, someone()), undefined);
});

test('whoever moves away from a time and comes back keeps their seat when the one they left is passed on or let go', async () => {
  const { slots: [slot] } = await openDay(house, town, { ...common, day: '2026-12-13', seats: 3 });
  const [back, offered] = [someone(), someone()];
  const until = new Date(house.clock.now().getTime() + 60_000);
  const left = await take(slot!, back);
  await inTown((tx) => keepSeat(tx, slot!, back, until));
  const again = await take(slot!, back);
  assert.equal(await inTown((tx) => passSeat(tx, slot!, { from: back, to: offered, heldUntil: until, onlyHeld: true })), left);
  assert.equal(await inTown((tx) => passSeat(tx, slot!, { from: back, to: offered, heldUntil: until, onlyHeld: true })), undefined, 'the event once more');
  assert.equal(await inTown((tx) => releaseSeat(tx, slot!, back, { onlyHeld: true })), false);
  assert.deepEqual((await seatsOf(slot!)).filter(({ booking_id: id }) => id === back).map(({ n }) => n), [again]);
});

test('one nurse is in one time at once, however many overlapping times of hers are tried together; an interpreter shared by two nurses likewise', async () => {
  const authorityId = town.authority('halso-och-sjukvardsnamnden');
  const [anna, bo, interpreter] = await inTown(async (tx) => [
    await addResource(tx, { authorityId, kind: 'person', name: 'Anna' }), await addResource(tx, { authorityId, kind: 'person', name: 'Bo' }),
    await addResource(tx, { authorityId, kind: 'person', name: 'Tolk' }),
  ] as const);
  const day = '2026-12-04';
  const short = await openDay(house, town, { ...common, day, closes: '10:00', seats: 1, resources: [anna] });
  const long = await openDay(house, town, { ...common, day, opens: '09:10', closes: '10:00', minutes: 50, seats: 2, resources: [anna] });
  const interpreted = await openDay(house, town, { ...common, day, seats: 1, resources: [bo, interpreter] });
  const both = await openDay(house, town, { ...common, day, opens: '09:10', closes: '09:30', seats: 1, resources: [interpreter, anna] });
  const all = [...short.slots, ...long.slots, ...interpreted.slots, ...both.slots];
  await crowd(240, (index) => take(all[index % all.length]!, someone()));
  const clashes = await house.asOwner(`select 1 from booking.seat a join booking.slot_resource ra on ra.slot_id = a.slot_id join booking.seat b on b.slot_id <> a.slot_id
    join booking.slot_resource rb on rb.slot_id = b.slot_id and rb.resource_id = ra.resource_id and rb.during && ra.during where a.tenant_id = $1 and b.tenant_id = $1`, [town.id]);
  assert.equal(clashes.length, 0);
  const taken = await house.asOwner<{ slot_id: string }>('select distinct slot_id from booking.seat where slot_id = any($1)', [all]);
  assert.ok(taken.length > 0, 'somebody got a time');
  // What is free is told without what is in the way.
  const free = await inTown((tx) => freeSlots(tx, { service: 'covidVaccination', kind: 'dose1', from: new Date('2026-12-04T00:00:00Z'), until: new Date('2026-12-05T00:00:00Z') }, 100));
  for (const { id } of free) assert.notEqual(await take(id, someone()), undefined, 'what is shown as free can be taken');
  await assert.rejects(house.asOwner(`insert into booking.occupation select tenant_id, $1, resource_id, during from booking.occupation where tenant_id = $2 limit 1`, [someone(), town.id]), /conflicting key value violates exclusion constraint/);
});

test('a time let go frees what it needed, and the hold of one time that has run out does not stop another', async () => {
  const authorityId = town.authority('halso-och-sjukvardsnamnden');
  const room = await inTown((tx) => addResource(tx, { authorityId, kind: 'room', name: 'Rum 1' }));
  const day = '2026-12-07';
  const { slots: [first] } = await openDay(house, town, { ...common, day, seats: 1, resources: [room] });
  const { slots: [second] } = await openDay(house, town, { ...common, day, opens: '09:10', closes: '09:30', seats: 1, resources: [room] });
  const who = someone();
  await take(first!, who, new Date(house.clock.now().getTime() + 60_000));
  assert.equal(await take(second!, someone()), undefined);
  await inTown((tx) => releaseSeat(tx, first!, who));
  const next = someone();
  assert.equal(await take(second!, next, new Date(house.clock.now().getTime() + 60_000)), 1);
  house.clock.forward(61_000);
  assert.equal(await take(first!, someone()), 1);
  assert.equal(await inTown((tx) => keepSeat(tx, second!, next, null)), false, 'the room is taken meanwhile');
  assert.equal((await seatsOf(second!)).length, 0);
});

test('those who change places with each other at once never lose their own', async () => {
  const authorityId = town.authority('halso-och-sjukvardsnamnden');
  const nurse = await inTown((tx) => addResource(tx, { authorityId, kind: 'person', name: 'Cia' }));
  const { slots } = await openDay(house, town, { ...common, day: '2026-12-08', closes: '12:00', seats: 2, resources: [nurse] });
  const people = await Promise.all(slots.map(async (slot) => { const who = someone(); await take(slot, who); return { who, slot }; }));
  for (let round = 0; round < 5; round++) {
    await Promise.all(people.map(async (person, index) => {
      const to = slots[(index + round + 1) % slots.length]!;
      await inTown(async (tx) => {
        await lockSlots(tx, [person.slot, to]);
        if (await takeSeat(tx, (await findSlot(tx, to))!, person.who, null) === undefined) return;
        if (to !== person.slot) await releaseSeat(tx, person.slot, person.who);
        person.slot = to;
      });
    }));
    const rows = await house.asOwner<{ booking_id: string; count: number }>('select booking_id, count(*)::int as count from booking.seat where slot_id = any($1) group by booking_id', [slots]);
    assert.equal(rows.length, people.length);
    assert.ok(rows.every(({ count }) => count === 1));
  }
});

test('as a resident or as staff one writes of one\'s own seats only, and what is taken can be nothing but what the seats say', async () => {
  const authorityId = town.authority('halso-och-sjukvardsnamnden');
  const room = await inTown((tx) => addResource(tx, { authorityId, kind: 'room', name: 'Rum 2' }));
  const { slots: [slot] } = await openDay(house, town, { ...common, day: '2026-12-09', seats: 3, resources: [room] });
  const [own, others] = [someone(), someone()];
  const until = new Date(house.clock.now().getTime() + 60_000);
  const bookings = await inTown(async (tx) => {
    const of = (personId: Uuid) => {
      const id = tx.id();
      return insertBooking(tx, {
        id, authorityId, placeId: tx.id(), slotId: slot!, service: 'covidVaccination', versionId: tx.id(), kind: 'dose1', personId, confidentiality: 2, language: 'sv', channel: 'web',
        startsAt: tx.now, heldUntil: until, bookedAt: null, content: {}, keepUntil: '2028-12-31',
      }).then(() => id);
    };
    return { own: await of(own), others: await of(others) };
  });
  await take(slot!, bookings.others, until);
  const asResident = <T>(work: (tx: Tx) => Promise<T>) => house.db.transaction('resident', { tenant: town.id, person: own }, { kind: 'system', name: 'test' }, async (tx) => { tx.tellTime(); return work(tx); });
  const asStaff = <T>(authority: Uuid, work: (tx: Tx) => Promise<T>) => house.db.transaction('staff', { tenant: town.id, authority }, { kind: 'system', name: 'test' }, async (tx) => { tx.tellTime(); return work(tx); });
  const seat = q.updateTable('booking.seat').set({ booking_id: bookings.own }).where('slot_id', '=', slot!);
  const taken = q.updateTable('booking.occupation').set({ held_until: null }).where('slot_id', '=', slot!);
  assert.equal(await asResident((tx) => tx.run(seat)), 0, 'a live hold of another is not taken over');
  assert.equal(await asResident((tx) => tx.run(q.deleteFrom('booking.seat').where('slot_id', '=', slot!))), 0, 'nor let go');
  assert.equal(await asResident((tx) => tx.run(q.deleteFrom('booking.occupation').where('slot_id', '=', slot!))), 0, 'nor the room');
  await assert.rejects(asResident((tx) => tx.run(taken)), /row-level security/, 'a room that is held is not booked');
  await assert.rejects(asResident((tx) => tx.run(q.insertInto('booking.occupation').values({ tenant_id: town.id, slot_id: someone(), resource_id: room, during: span(until, new Date(until.getTime() + 1)), held_until: null }))),
    /row-level security/, 'a room is not taken for a time that nobody has');
  await assert.rejects(asResident((tx) => tx.run(q.insertInto('booking.seat').values({ tenant_id: town.id, slot_id: slot!, n: 3, booking_id: bookings.others, held_until: null }))), /row-level security/);
  assert.equal(await asStaff(someone(), (tx) => tx.run(taken)), 0, 'another authority');
  assert.equal(await asStaff(someone(), (tx) => tx.run(q.deleteFrom('booking.seat').where('slot_id', '=', slot!))), 0, 'another authority');
  // What is one's own goes by the ordinary way, in the role of whoever does it.
  assert.notEqual(await asResident(async (tx) => takeSeat(tx, (await findSlot(tx, slot!))!, bookings.own, null)), undefined);
  const held = () => house.asOwner<{ held_until: Date | null }>('select held_until from booking.occupation where slot_id = $1', [slot]).then(([row]) => row?.held_until);
  assert.equal(await held(), null, 'booked');
  assert.equal(await asResident((tx) => releaseSeat(tx, slot!, bookings.own)), true);
  assert.deepEqual(await held(), until, 'held by the other');
  assert.equal(await asStaff(authorityId, (tx) => releaseSeat(tx, slot!, bookings.others)), true, 'their own authority');
  assert.equal(await held(), undefined, 'free');
  await take(slot!, bookings.others, until);
  house.clock.forward(61_000);
  assert.equal(await asResident((tx) => tx.run(seat)), 1, 'a hold that has run out may be taken over');
});
