import { offerFreed } from '../../src/booking/actions/offer.ts';
import { openTimes } from '../../src/booking/actions/open-times.ts';
import type { Opening } from '../../src/booking/store/openings.ts';
import { addPlace } from '../../src/booking/store/places.ts';
import type { Town } from '../../src/cases/testing.ts';
import { asUuid, type Uuid } from '../../src/platform/index.ts';
import { hidden, type Client, type TestHouse } from '../support/index.ts';

export interface Opened {
  placeId: Uuid;
  /** in order of time */
  slots: readonly Uuid[];
  /** as the handler of the event does, when a time has been freed */
  free(booking: Uuid, slot: Uuid): Promise<Uuid | undefined>;
}

type Wish = Pick<Opening, 'service' | 'kinds' | 'opens' | 'closes' | 'minutes' | 'seats'> & { day: string } & Partial<Opening> & { place?: string; asked?: boolean };

/** Opens times on a day, in a place of their own. @param asked false: those who wait are still to be asked; by default they have been, and want none */
export async function openDay(house: TestHouse, town: Town, { day, place = 'Hallen', asked = true, ...wish }: Wish): Promise<Opened> {
  const authorityId = town.authority('halso-och-sjukvardsnamnden');
  const { placeId, id } = await house.db.system(town.id, 'test', async (tx) => {
    const at = wish.placeId ?? await addPlace(tx, { authorityId, name: place, facts: { street: 'Vägen 1', postcode: '999 01', city: 'Exempelstad', way: 'Ingång A', access: ['stepFree'], phone: '' } });
    const made = await openTimes(tx, {
      authorityId, weekdays: [1, 2, 3, 4, 5, 6, 7], gap: 0, overbook: 0, resources: [], languages: ['ar'], video: false, areas: [], fromDay: day, untilDay: day, ...wish, placeId: at,
    });
    return { placeId: at, id: made.id };
  });
  if (asked) await house.asOwner('update booking.slot set ask_at = null where opening_id = $1', [id]);
  return {
    placeId, slots: (await house.asOwner<{ id: string }>('select id from booking.slot where opening_id = $1 order by starts_at', [id])).map((row) => asUuid(row.id)),
    free: (booking, slot) => house.db.system(town.id, 'test', (tx) => offerFreed(tx, { booking, slot })),
  };
}

/** Holds a time, answers the questions and books, as the pages lead. @returns the address of the receipt */
export async function bookTime(person: Client, path: string, slot: string, kind: string, fill: (person: Client, draft: string) => Promise<void>, draft = ''): Promise<string> {
  const held = await person.post(`/boka/${path}/tid/${slot}`, { vad: kind, utkast: draft });
  if (!held.location?.pathname.startsWith('/ansokan/')) throw new Error(`not held: ${held.status} ${held.location?.href ?? held.text.slice(0, 300)}`);
  await fill(person, held.location.pathname);
  const sent = await person.post(`${held.location.pathname}/skicka`, {});
  if (!sent.location?.pathname.startsWith('/mina-sidor/tider/')) throw new Error(`not booked: ${sent.status} ${sent.location?.href ?? sent.text.slice(0, 300)}`);
  return sent.location.pathname + sent.location.search;
}

/** What is written down of a dose, on the day of the tests. */
export const dose = { 'datum': '2026-11-23', 'falt.product': 'comirnaty', 'falt.batch': 'ab 1234', 'falt.site': 'left', 'falt.prescription': 'general', 'falt.prescribedBy': 'Dr Prov', 'falt.givenBy': 'Ssk Prov', 'bedomt': '1' };

/** The pages of the vaccination, answered by somebody well, or with something besides. */
export async function fillHealth(person: Client, draft: string, besides: Record<string, string> = {}): Promise<void> {
  await answer(person, `${draft}/sida/health`, { illNow: 'no', allergic: 'no', bleeds: 'no', immune: 'no', reacted: 'no', ...besides });
  await answer(person, `${draft}/sida/earlier`, { vaccinatedElsewhere: 'no' });
  await answer(person, `${draft}/sida/reach`, { phone: '070-174 06 05' });
}

/** The pages of the test, answered by somebody with symptoms. */
export async function fillSymptoms(person: Client, draft: string): Promise<void> {
  await answer(person, `${draft}/sida/symptoms`, { acute: 'none' });
  await answer(person, `${draft}/sida/about`, { why: 'work', phone: '070-174 06 05' });
}

async function answer(person: Client, page: string, fields: Record<string, string>): Promise<void> {
  const shown = await person.get(page);
  const posted = await person.post(page, { ...fields, revision: hidden(shown.text, 'revision'), before: hidden(shown.text, 'before'), asked: asked(shown.text) });
  if (posted.status !== 303) throw new Error(`${page}: ${posted.status} ${/<div[^>]*class="[^"]*error[^"]*".*?<\/div>/s.exec(posted.text)?.[0] ?? posted.text.slice(0, 500)}`);
}

const asked = (text: string): string[] => [...text.matchAll(/name="asked" value="([^"]*)"/g)].map(([, value]) => value!);
