import { findPerson, fullName } from '../../identity/index.ts';
import { findOrganisation, listAuthorities, listUnits } from '../../organisation/index.ts';
import { formatDate, renderPdf, type Language, type Tx } from '../../platform/index.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { fieldText } from '../model/outcome-content.ts';
import { bookingContent, type Booking } from '../store/bookings.ts';
import { outcomeContent, type Outcome } from '../store/outcomes.ts';
import { texts } from '../texts.ts';

/** A certificate of what came of a visit, for the person to show: what was done, by which care provider. @returns undefined when it could not be made now, or there is none */
export async function certificate(tx: Tx, booking: Booking, outcome: Outcome, language: Language): Promise<Buffer | undefined> {
  const bookable = await bookablesOf(tx).byVersion(tx, outcome.versionId, language);
  const words = bookable.outcome?.certificate;
  return words && made(tx, bookable, booking, outcome, language, { heading: words.title, text: [words.text], certificate: true });
}

/** The outcome as a letter, for whoever reads it on paper. */
export async function outcomeLetter(tx: Tx, booking: Booking, outcome: Outcome, language: Language): Promise<Buffer | undefined> {
  const bookable = await bookablesOf(tx).byVersion(tx, outcome.versionId, language);
  const content = await outcomeContent(tx, outcome.id);
  const says = (bookable.outcome?.fields ?? []).flatMap((field) => field.options.find(({ id }) => id === content[field.id])?.say ?? []);
  return made(tx, bookable, booking, outcome, language, { heading: bookable.outcome?.name ?? '', text: [...says, ...(bookable.outcome?.say ? [bookable.outcome.say] : [])], certificate: false });
}

async function made(tx: Tx, bookable: Bookable, booking: Booking, outcome: Outcome, language: Language, words: { heading: string; text: string[]; certificate: boolean }): Promise<Buffer | undefined> {
  const t = (key: string, params = {}) => texts(language, key, params);
  const organisation = (await findOrganisation(tx))!;
  const authority = (await listAuthorities(tx)).find(({ id }) => id === booking.authorityId);
  const unit = (await listUnits(tx)).find(({ id }) => id === bookable.unitId);
  const person = booking.personId ? await findPerson(tx, booking.personId) : undefined;
  const written = await bookingContent(tx, booking.id);
  const name = person ? fullName(person.facts) : written.name ?? '';
  const number = person?.facts.number ? `${person.facts.number.slice(0, 8)}-${person.facts.number.slice(8)}` : written.identity ?? '';
  const content = await outcomeContent(tx, outcome.id);
  const kind = bookable.kinds.find(({ id }) => id === booking.kind)?.name ?? '';
  const rows = [
    ...(words.certificate ? [[t('certificate.holder'), name], [t('certificate.number'), number]] : []),
    [bookable.name, kind], [t('outcome.done'), formatDate(outcome.doneAt, language)],
    ...(bookable.outcome?.fields ?? []).filter(({ told, id }) => told && content[id] !== undefined).map((field) => [field.label, fieldText(field, content[field.id], language)]),
    [t('outcome.by'), [authority?.name, unit?.name].filter(Boolean).join(', ')],
  ];
  // Staff make the letter: of somebody protected they know the code, and the name and address are left to whoever forwards it.
  const address = person && !person.protected && person.facts.address ? [person.facts.address.street, `${person.facts.address.postcode} ${person.facts.address.city}`] : [];
  const done = await renderPdf({
    template: { files: {}, main: 'standard.typ' }, standard: 'ua-1', language: language === 'en' ? 'en' : 'sv', title: words.heading, at: tx.now,
    data: {
      organisation: { name: organisation.name, unit: unit?.name ?? '', color: organisation.facts.theme.primary, ...(unit && { contact: { phone: unit.phone } }) },
      case: { number: booking.code, label: t('certificate.check') }, date: formatDate(tx.now, language), recipient: words.certificate ? [name] : person?.protected ? [booking.code] : [name, ...address], heading: words.heading,
      sections: [
        { table: { columns: [{ label: t('certificate.what') }, { label: t('certificate.says') }], rows } }, { paragraphs: words.text },
        { paragraphs: [t('certificate.issued', { day: formatDate(tx.now, language), organisation: organisation.name })] },
      ],
    },
  });
  return done.ok ? done.bytes : undefined;
}
