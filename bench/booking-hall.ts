import pg from 'pg';
import { addPlace, addResource, openTimes } from '../src/booking/index.ts';
import { addDays, swedishDay, type Uuid } from '../src/platform/index.ts';
import { workOnDraft } from '../src/services/index.ts';
import { saveDraft } from '../src/services/drafts.ts';
import type { Visitor } from './generator.ts';
import { makeTown, type Town } from './house.ts';
import type { BenchAddress } from './postgres.ts';
import { inTurn } from './result.ts';

const form = 'application/x-www-form-urlencoded';
/** The questions of the vaccination, answered by somebody well. */
const well = { illNow: false, allergic: false, bleeds: false, immune: false, reacted: false, vaccinatedElsewhere: false, phone: '+46701740605' };

export interface Person { id: Uuid; headers: Record<string, string> }

/** A region where vaccination is booked. */
export interface Hall {
  town: Town;
  people(count: number): Promise<Person[]>;
  /** Times of a day `ahead` from now. @returns their ids, in order */
  open(wish: { ahead: number; opens: string; closes: string; minutes: number; seats: number; nurses?: readonly Uuid[] }): Promise<Uuid[]>;
  nurse(name: string): Promise<Uuid>;
  /** As browsers: each takes the time of their turn, once. */
  holding(people: readonly Person[], slots: readonly Uuid[]): Visitor[];
  /** Those of them who hold a time, with their questions answered, who now press "boka": `times` times each. */
  booking(people: readonly Person[], times?: number): Promise<Visitor[]>;
  /** Times that two have, people that have two, and bookings without a seat: 0 of each, or the database has been got round. */
  doubles(): Promise<number>;
  /** Seats that somebody has booked. */
  booked(slots: readonly Uuid[]): Promise<number>;
  end(): Promise<void>;
}

export async function openHall(address: BenchAddress): Promise<Hall> {
  const town = await makeTown(address, { organisation: 'region-exempel', service: 'vaccination', authority: 'halso-och-sjukvardsnamnden', host: 'region.localhost' });
  const { house, pools } = town.open;
  const owner = new pg.Pool({ connectionString: address.url, max: 1, options: '-c app.migrating=on' });
  const inSystem = house.db.system.bind(house.db, town.id, 'bench') as <T>(work: Parameters<typeof house.db.system<T>>[2]) => Promise<T>;
  const placeId = await inSystem((tx) => addPlace(tx, {
    authorityId: town.authorityId, name: 'Hallen', facts: { street: 'Vägen 1', postcode: '999 01', city: 'Exempelstad', way: '', access: [], phone: '' },
  }));
  const post = ({ headers }: Person, path: string, body: string, times = 1): Visitor => ({
    headers, once: true, steps: Array.from({ length: times }, () => ({ method: 'POST' as const, path, body, type: form, expect: 303 })),
  });
  return {
    town,
    people: (count) => inTurn(count, () => town.resident('Bokare')),
    nurse: (name) => inSystem((tx) => addResource(tx, { authorityId: town.authorityId, kind: 'person', name })),
    open: async ({ ahead, nurses = [], ...times }) => {
      const { id } = await inSystem((tx) => {
        const day = addDays(swedishDay(tx.now), ahead);
        return openTimes(tx, { ...times, authorityId: town.authorityId, placeId, service: town.version.service, kinds: ['dose1'], weekdays: [1, 2, 3, 4, 5, 6, 7], gap: 0,
          overbook: 0, resources: [...nurses], languages: [], video: false, areas: [], fromDay: day, untilDay: day });
      });
      return (await owner.query<{ id: Uuid }>('select id from booking.slot where opening_id = $1 order by starts_at', [id])).rows.map((row) => row.id);
    },
    holding: (people, slots) => people.map((person, at) => post(person, `/boka/vaccination/tid/${slots[at % slots.length]}`, 'vad=dose1')),
    booking: async (people, times = 1) => {
      const { rows } = await owner.query<{ person_id: Uuid; draft_id: Uuid }>(
        'select person_id, draft_id from booking.booking where tenant_id = $1 and person_id = any($2) and booked_at is null and ended_at is null', [town.id, people.map(({ id }) => id)]);
      for (const { person_id: person, draft_id: draft } of rows) {
        await house.db.transaction('resident', { tenant: town.id, person }, { kind: 'system', name: 'bench' }, async (tx) => {
          const opened = (await workOnDraft(tx, draft, 'sv'))!;
          await saveDraft(tx, opened.draft, { ...opened.draft.content, answers: well });
          if (!(await workOnDraft(tx, draft, 'sv'))!.journey.complete) throw new Error('the health declaration of the bench lacks something');
        });
      }
      const drafts = new Map(rows.map((row) => [row.person_id, row.draft_id]));
      return people.filter(({ id }) => drafts.has(id)).flatMap((person) => Array.from({ length: times }, () => post(person, `/ansokan/${drafts.get(person.id)}/skicka`, '')));
    },
    doubles: async () => Number((await owner.query<{ count: string }>(`with live as (select * from booking.booking where tenant_id = $1 and booked_at is not null and ended_at is null)
      select (select count(*) from live b where not exists (select from booking.seat s where s.tenant_id = b.tenant_id and s.slot_id = b.slot_id and s.n = b.seat and s.booking_id = b.id))
        + (select count(*) from (select from live group by person_id having count(*) > 1) p)
        + (select count(*) from (select from live b join booking.slot t on t.tenant_id = b.tenant_id and t.id = b.slot_id group by t.id, t.seats having count(*) > t.seats) s)
        + (select count(*) from booking.slot_resource m join booking.slot_resource o on o.tenant_id = m.tenant_id and o.resource_id = m.resource_id and o.slot_id > m.slot_id and o.during && m.during
            where m.tenant_id = $1 and exists (select from live where slot_id = m.slot_id) and exists (select from live where slot_id = o.slot_id)) as count`, [town.id])).rows[0]!.count),
    booked: async (slots) => Number((await owner.query<{ count: string }>(
      'select count(*) from booking.seat where tenant_id = $1 and slot_id = any($2) and held_until is null', [town.id, slots])).rows[0]!.count),
    end: async () => {
      await owner.end();
      await pools.end();
    },
  };
}
