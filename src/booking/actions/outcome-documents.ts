import { findPerson, fullName } from '../../identity/index.ts';
import { findOrganisation, listAuthorities, listUnits } from '../../organisation/index.ts';
import { formatDate, renderPdf, type Language, type LetterData, type PdfStandard, type Tx } from '../../platform/index.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { fieldText } from '../model/outcome-content.ts';
import { bookingContent, type Booking } from '../store/bookings.ts';
import { outcomeContent, type Outcome } from '../store/outcomes.ts';
import { texts } from '../texts.ts';

/** The outcome as a letter, for whoever reads it on paper. @returns undefined when it could not be made now */
export async function outcomeLetter(tx: Tx, booking: Booking, outcome: Outcome, language: Language): Promise<Buffer | undefined> {
  const bookable = await bookablesOf(tx).byVersion(tx, outcome.versionId, language);
  const { fields = [], name = '', say } = bookable.outcome ?? {};
  const content = await outcomeContent(tx, outcome.id);
  const t = (key: string, params = {}) => texts(language, key, params);
  const says = fields.flatMap((field) => field.options.find(({ id }) => id === content[field.id])?.say ?? []);
  const kind = bookable.kinds.find(({ id }) => id === booking.kind)?.name ?? '';
  return visitDocument(tx, bookable, booking, language, {
    heading: name, standard: 'ua-1', reference: { label: t('certificate.visit'), value: booking.code }, addressed: true,
    sections: ({ organisation, by }) => [
      { table: { columns: [{ label: t('certificate.what') }, { label: t('certificate.says') }], rows: [
        [bookable.name, kind], [t('outcome.done'), formatDate(outcome.doneAt, language)],
        ...fields.filter(({ told, id }) => told && content[id] !== undefined).map((field) => [field.label, fieldText(field, content[field.id], language)]), [t('outcome.by'), by],
      ] } },
      { paragraphs: [...says, ...(say ? [say] : [])] }, { paragraphs: [t('certificate.issued', { day: formatDate(tx.now, language), organisation })] },
    ],
  });
}

interface VisitDocument {
  heading: string;
  standard: PdfStandard;
  reference: { label: string; value: string };
  /** sent to the person, with their address; otherwise they have it themselves */
  addressed: boolean;
  sections(who: { name: string; number: string; organisation: string; by: string }): NonNullable<LetterData['sections']>;
}

/** A paper about a visit, in the organisation's letter. */
export async function visitDocument(tx: Tx, bookable: Bookable, booking: Booking, language: Language, { heading, standard, reference, addressed, sections }: VisitDocument): Promise<Buffer | undefined> {
  const organisation = (await findOrganisation(tx))!;
  const authority = (await listAuthorities(tx)).find(({ id }) => id === booking.authorityId);
  const unit = (await listUnits(tx)).find(({ id }) => id === bookable.unitId);
  const person = booking.personId ? await findPerson(tx, booking.personId) : undefined;
  const written = await bookingContent(tx, booking.id);
  const name = person ? fullName(person.facts) : written.name ?? '';
  const number = person?.facts.number ? `${person.facts.number.slice(0, 8)}-${person.facts.number.slice(8)}` : person ? '' : written.identity ?? '';
  // Staff make the letter: of somebody protected they know the code, and the name and address are left to whoever forwards it.
  const address = person && !person.protected && person.facts.address ? [person.facts.address.street, `${person.facts.address.postcode} ${person.facts.address.city}`] : [];
  const done = await renderPdf({
    template: { files: {}, main: 'standard.typ' }, standard, language: language === 'en' ? 'en' : 'sv', title: heading, at: tx.now,
    data: {
      organisation: { name: organisation.name, unit: unit?.name ?? '', color: organisation.facts.theme.primary, ...(unit && { contact: { phone: unit.phone } }) },
      case: { number: reference.value, label: reference.label }, date: formatDate(tx.now, language), recipient: !addressed ? [name] : person?.protected ? [booking.code] : [name, ...address], heading,
      sections: sections({ name, number, organisation: organisation.name, by: [authority?.name, unit?.name].filter(Boolean).join(', ') }),
    },
  });
  return done.ok ? done.bytes : undefined;
}
