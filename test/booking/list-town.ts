import assert from 'node:assert/strict';
import { inBatches } from '../../src/booking/actions/in-batches.ts';
import { sweepWithdrawn, withdraw } from '../../src/booking/actions/withdraw.ts';
import { booking } from '../../src/booking/index.ts';
import { cases } from '../../src/cases/index.ts';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { asUuid, type Tx, type Uuid } from '../../src/platform/index.ts';
import { queue } from '../../src/queue/index.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse, type Client, type TestHouse } from '../support/index.ts';
import { bookTime, fillHealth, openDay, type Opened } from './steps.ts';

const numbers = ['189001019802', '189002029801', '189003039800', '189004049809', '189005059808', '189006069807', '189007079806', '189008089805'];

/** A town where eight people book doses and wait for them, and a manager closes and cuts; its first day is Monday 23 November 2026, ten o'clock. */
export interface ListTown {
  house: TestHouse;
  town: Town;
  people: { id: Uuid; browser: Client }[];
  manager(): Client;
  /** nobody who is signed in */
  anyone(): Client;
  /** Another moment. Sessions end when the clock is moved. */
  at(now: string): Promise<void>;
  /** Nobody has a time or waits for one, and it is the first day again. */
  anew(): Promise<void>;
  inTown<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Times of twenty minutes from ten to eleven, in a place named by the day. */
  open(day: string, more?: Partial<Parameters<typeof openDay>[2]>): Promise<Opened>;
  book(who: number, slot: string): Promise<string>;
  /** Joins the list; the next who joins is a second later. */
  wait(who: number, more?: Record<string, string>): Promise<void>;
  /** Cancels what somebody has, and does as the handler of the event. */
  cancelOwn(who: number, opened: Opened): Promise<Uuid | undefined>;
  bookingOf(who: number): Promise<{ id: Uuid; slot_id: Uuid; ended_why: string | null }>;
  offerOf(who: number): Promise<{ id: Uuid; slot_id: Uuid; answer: string | null } | undefined>;
  /** As the handler of the event does, when times have been withdrawn from a page, and the job a minute later. */
  withdrawn(answer: { location?: URL | undefined }): Promise<void>;
}

export async function makeListTown(): Promise<ListTown> {
  const house = await testHouse({ rooms: [organisation, identity, messages, queue, booking, services, cases], now: new Date('2026-11-23T09:00:00Z') });
  const server = await serve(house);
  const town = await makeTown(house, ['vaccination'], undefined, 'region-exempel');
  const people: ListTown['people'] = [];
  for (const [index, number] of numbers.entries()) {
    const id = await meet(house, town, `Person${index}`, 'Prov', number);
    people.push({ id, browser: await signedInResident(house, server, town, id) });
  }
  const boss = async () => signedInStaff(house, server, town, await hire(house, town, 'Maria Chef', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['manager'] }));
  let manager = await boss();
  const inTown = <T>(work: (tx: Tx) => Promise<T>) => house.db.system(town.id, 'test', work);
  const at = async (now: string) => {
    house.clock.set(new Date(now));
    for (const person of people) person.browser = await signedInResident(house, server, town, person.id);
    manager = await boss();
  };
  const bookingOf = async (who: number) => (await house.asOwner<{ id: Uuid; slot_id: Uuid; ended_why: string | null }>(
    'select id, slot_id, ended_why from booking.booking where tenant_id = $1 and person_id = $2 and booked_at is not null order by ended_at nulls first', [town.id, people[who]!.id]))[0]!;
  return {
    house, town, people, at, inTown, bookingOf, manager: () => manager, anyone: () => server.browser(town),
    open: (day, more = {}) => openDay(house, town, { service: 'covidVaccination', kinds: ['dose1'], day, opens: '10:00', closes: '11:00', minutes: 20, seats: 1, place: day, ...more }),
    book: (who, slot) => bookTime(people[who]!.browser, 'vaccination', slot, 'dose1', fillHealth),
    async wait(who, more = {}) {
      const answer = await people[who]!.browser.post('/boka/vaccination/vantelista', { vad: 'dose1', plats: 'alla', fran: '2026-11-23', till: '2026-12-31', del: 'any', ...more });
      assert.equal(answer.location?.pathname, '/mina-sidor/tider/vantelista', answer.text.slice(0, 300));
      house.clock.forward(1_000);
    },
    offerOf: async (who) => (await house.asOwner<{ id: Uuid; slot_id: Uuid; answer: string | null }>('select id, slot_id, answer from booking.offer where tenant_id = $1 and person_id = $2 order by made_at desc', [town.id, people[who]!.id]))[0],
    async withdrawn({ location }) {
      await inBatches(house, town.id, 'test', (tx) => withdraw(tx, asUuid(location!.pathname.split('/').at(-1)!)));
      house.clock.forward(60_000);
      await sweepWithdrawn(house, town.id);
    },
    async cancelOwn(who, opened) {
      const { id, slot_id: slot } = await bookingOf(who);
      assert.match((await people[who]!.browser.post(`/mina-sidor/tider/${id}/avbokning`, {})).location!.search, /avbokad/);
      return opened.free(id, slot);
    },
    async anew() {
      await at('2026-11-23T09:00:00Z');
      for (const table of ['offer', 'waiting', 'seat', 'booking']) await house.asOwner(`delete from booking.${table} where tenant_id = $1`, [town.id]);
    },
  };
}
