import { formatPhone, joinPdfs, type Tx } from '../../platform/index.ts';
import { listUnits } from '../../organisation/index.ts';
import { bookablesOf } from '../bookable.ts';
import { bookingContent, type Booking } from '../store/bookings.ts';
import { findPlace } from '../store/places.ts';
import { findSlot } from '../store/slots.ts';
import { texts } from '../texts.ts';
import { visitDocument } from './outcome-documents.ts';
import { whenOf } from './time-of-draft.ts';

/** Letters of reminder in one file, each on a page of its own, to be printed and put in window envelopes. @returns undefined when they could not be made now */
export async function reminderLetters(tx: Tx, bookings: readonly Booking[]): Promise<Buffer | undefined> {
  const letters: Buffer[] = [];
  for (const booking of bookings) {
    const letter = await reminderLetter(tx, booking);
    if (!letter) return undefined;
    letters.push(letter);
  }
  return joinPdfs(letters);
}

/** When, where and what to think of, in the language of whoever booked; somebody with a protected identity stands by their code. */
async function reminderLetter(tx: Tx, booking: Booking): Promise<Buffer | undefined> {
  const { language } = booking;
  const t = (key: string, params = {}) => texts(language, key, params);
  const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, language);
  const [slot, place, { home }] = [await findSlot(tx, booking.slotId), await findPlace(tx, booking.placeId), await bookingContent(tx, booking.id)];
  const phone = (await listUnits(tx)).find(({ id }) => id === bookable.unitId)?.phone;
  const where = slot?.video ? t('mine.video') : slot?.areas.length && home ? `${t('home.at')}, ${home.street}, ${home.postcode} ${home.city}` : place ? `${place.name}, ${place.street}, ${place.postcode} ${place.city}` : '';
  return visitDocument(tx, bookable, booking, language, {
    heading: t('letter.heading'), standard: 'ua-1', reference: { label: t('mine.code'), value: booking.code }, addressed: true,
    sections: () => [
      { table: { columns: [{ label: t('certificate.what') }, { label: t('certificate.says') }], rows: [
        [t('hold.what'), slot?.title ?? `${bookable.name}: ${bookable.kinds.find(({ id }) => id === booking.kind)?.name ?? ''}`], [t('hold.when'), whenOf(booking.startsAt, language)], [t('hold.where'), where],
        ...(place?.way && !slot?.video && !slot?.areas.length ? [[t('hold.way'), place.way]] : []),
      ] } },
      { paragraphs: [t(slot?.areas.length ? 'mine.codeHome' : 'mine.codeText'), phone ? t('letter.change', { phone: formatPhone(phone) }) : t('letter.changeNoPhone'), ...bookable.prepare] },
    ],
  });
}
