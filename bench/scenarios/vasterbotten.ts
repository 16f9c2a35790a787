import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bookingsAt, type Booking } from '../../src/booking/store/bookings.ts';
import { findSlot } from '../../src/booking/store/slots.ts';
import { textOfPdf } from '../../src/platform/pdf/index.ts';
import { closePdf, formatTime } from '../../src/platform/index.ts';
import type { Scenario } from './scenario.ts';
import { inHall } from './town.ts';

const [before, after] = [36, 4];

/** The list of tomorrow is saved in the afternoon; then some more book, and in the night product and database are gone. */
export const vasterbotten: Scenario = {
  happened: 'Västerbotten: booking, computers and telephones failed together, and nobody knew who had a time',
  play: () => inHall(async ({ hall, house, town, get, post, staff, fail }) => {
    const outside = await mkdtemp(join(tmpdir(), 'sprang-reception-'));
    try {
      const slots = await hall.open({ ahead: 1, opens: '09:00', closes: '11:00', minutes: 20, seats: 8 });
      const { placeId, day } = (await house.db.system(town.id, 'scenario', (tx) => findSlot(tx, slots[0]!)))!;
      const nurse = await staff('manager');
      const people = await hall.people(before + after);
      const book = async (some: typeof people, from: number) => {
        for (const [at, { headers }] of some.entries()) await post(`/boka/vaccination/tid/${slots[(from + at) % slots.length]}`, { vad: 'dose1' }, headers);
        for (const { headers, steps: [step] } of await hall.booking(some)) await post(step!.path, {}, { ...headers });
      };
      await book(people.slice(0, before), 0);
      const list = await get(`/handlaggning/tider/lista.pdf?plats=${placeId}&dag=${day}`, nurse);
      await writeFile(join(outside, 'lista.pdf'), list.bytes);
      await book(people.slice(before), before);
      const bookings = await house.db.system(town.id, 'scenario', (tx) => bookingsAt(tx, slots));
      const ofPerson = new Map(bookings.map((booking) => [booking.personId, booking]));
      // What those who came after have with them: the page of their time, as it was shown when they booked.
      const receipts = await Promise.all(people.slice(before).map(async ({ id, headers }) => ({ booking: ofPerson.get(id)!, text: (await get(`/mina-sidor/tider/${ofPerson.get(id)!.id}`, headers)).text })));

      await fail();
      const alive = await get('/').then(() => true, () => false);
      const paper = textOfPdf(await readFile(join(outside, 'lista.pdf')));
      const stands = ({ code, startsAt }: Booking) => paper.includes(code) && paper.includes(formatTime(startsAt, 'sv'));
      const listed = people.slice(0, before).filter(({ id }) => ofPerson.has(id) && stands(ofPerson.get(id)!)).length;
      const known = receipts.filter(({ booking, text }) => text.includes(booking.code) && text.includes('Hallen')).length;
      return [
        { must: 'booking is gone', saw: alive ? 'it answers' : 'nothing answers', held: !alive },
        { must: 'everyone who had a time when the list was made stands on it, with time and code', saw: `${listed} of ${before}, read from the file at the reception`, held: listed === before },
        { must: 'the list says when it was made', saw: /\d{4}[^\n]{0,12}kl\. \d\d\.\d\d/.exec(paper)?.[0] ?? 'it does not', held: /kl\. \d\d\.\d\d/.test(paper) },
        { must: 'who booked after it was made carries time, place and code with them, and the list says what to do then', saw: `${known} of ${after}: the list lacks ${(100 * after / (before + after)).toFixed(0)} % of the day, since it is made by hand the day before`, held: known === after && /har en kod att visa/.test(paper.replaceAll(/\s+/g, ' ')) },
      ];
    } finally {
      closePdf();
      await rm(outside, { recursive: true, force: true });
    }
  }),
};
