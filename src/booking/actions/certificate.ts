import { findPerson, fullName } from '../../identity/index.ts';
import { formatDate, type House, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { chainBefore } from '../model/chain.ts';
import { inFours } from '../model/codes.ts';
import { fieldText, shownField } from '../model/outcome-content.ts';
import { certificateCode, certified } from '../store/certificates.ts';
import { findBooking, type Booking } from '../store/bookings.ts';
import { currentOutcome, findOutcome, outcomeContent, outcomesOf, type Outcome } from '../store/outcomes.ts';
import { texts } from '../texts.ts';
import { visitDocument } from './outcome-documents.ts';

/** Where whoever is shown a certificate asks whether it holds. */
export const checkPath = '/kontrollera-intyg';

/** One thing that a certificate is of: the dose, or one before it. */
export interface Certified {
  /** "Andra dosen" */
  kind: string;
  rows: readonly [what: string, says: string][];
}

/**
 * A certificate of what came of a visit, for the person to show: what was done and by which care provider, with what it came after, and what others
 * say that they gave. It has a code, by which whoever is shown it may ask whether it holds (`checkCertificate`). @returns undefined when it could not be made now, or there is none
 */
export async function certificate({ house, tx, origin }: { house: House; tx: Tx; origin: string }, booking: Booking, outcome: Outcome, language: Language): Promise<Buffer | undefined> {
  const bookable = await bookablesOf(tx).byVersion(tx, outcome.versionId, language);
  const words = bookable.outcome?.certificate;
  const { personId } = booking;
  if (!words || !personId) return undefined;
  const t = (key: string, params = {}) => texts(language, `certificate.${key}`, params);
  // The person may fetch their certificate, and writes nothing: its code is the organisation's.
  const code = await house.db.system(tx.tenant, 'booking', (system) => certificateCode(system, { id: outcome.id, bookingId: booking.id, authorityId: booking.authorityId, keyId: booking.keyId, personId }));
  const parts = await certifiedBy(tx, bookable, outcome, personId, language);
  return visitDocument(tx, bookable, booking, language, {
    heading: words.title, standard: 'a-2a', reference: { label: t('code'), value: inFours(code) }, addressed: false,
    sections: ({ name, number, organisation, by }) => [
      { table: { columns: [{ label: t('what') }, { label: t('says') }], rows: [[t('holder'), name], ...(number ? [[t('number'), number]] : []), [texts(language, 'outcome.by'), by]] } },
      ...parts.map(({ kind, rows }) => ({ heading: kind, table: { columns: [{ label: t('what') }, { label: t('says') }], rows: rows.map((row) => [...row]) } })),
      { paragraphs: [words.text, t('check', { address: `${origin.replace(/^https?:\/\//, '')}${checkPath}` }), t('issued', { day: formatDate(tx.now, language), organisation })] },
    ],
  });
}

/** What a certificate of an outcome says that has been done: what came before, the first one first, and then itself. */
async function certifiedBy(tx: Tx, bookable: Bookable, outcome: Outcome, personId: Uuid, language: Language): Promise<Certified[]> {
  const chain = chainBefore(bookable.kinds, outcome.kind);
  const before = (await outcomesOf(tx, personId, outcome.service)).filter(({ id, kind, doneAt }) => id !== outcome.id && chain.includes(kind) && doneAt <= outcome.doneAt);
  const parts: Certified[] = [];
  for (const one of [...before, outcome]) {
    const content = await outcomeContent(tx, one.id);
    const named = bookable.outcome?.certificate?.fields;
    const fields = (bookable.outcome?.fields ?? []).filter(({ told, id }) => told && (named?.includes(id) ?? true) && content[id] !== undefined);
    parts.push({
      kind: bookable.kinds.find(({ id }) => id === one.kind)?.name ?? one.kind,
      rows: [
        [texts(language, 'outcome.done'), formatDate(one.doneAt, language)], ...fields.map((field): [string, string] => [field.label, fieldText(field, content[field.id], language)]),
        ...(one.source === 'elsewhere' ? [[texts(language, 'certificate.given'), texts(language, 'certificate.elsewhere', { shown: content[shownField] ?? '' })] as [string, string]] : []),
      ],
    });
  }
  return parts;
}

export type CertificateChecked =
  | { holds: 'no' }
  /** `corrected`: what it says has been changed since; `withdrawn`: it does not hold any more */
  | { holds: 'corrected' | 'withdrawn'; bookingId: Uuid }
  | { holds: 'yes'; bookingId: Uuid; personId: Uuid; authorityId: Uuid; title: string; service: string; issued: Date; holder: string; parts: readonly Certified[] };

/**
 * Whether a certificate is genuine and holds, by its code: whoever has the code has the paper. Says what the paper says, and of its holder only
 * initials and year of birth; of somebody with a protected identity nothing. Runs as the system.
 */
export async function checkCertificate(tx: Tx, code: string, language: Language): Promise<CertificateChecked> {
  const found = await certified(tx, code);
  const [outcome, booking] = found ? [await findOutcome(tx, found.outcomeId), await findBooking(tx, found.bookingId)] : [];
  if (!found || !outcome || !booking) return { holds: 'no' };
  if (outcome.replaced) return { holds: await currentOutcome(tx, booking.id) ? 'corrected' : 'withdrawn', bookingId: booking.id };
  // Of somebody whose visit it was not, the paper is not to be shown any more, nor does whoever has it learn whose it is now.
  const person = found.personId && found.personId === outcome.personId ? await findPerson(tx, found.personId) : undefined;
  if (!person) return { holds: 'withdrawn', bookingId: booking.id };
  const bookable = await bookablesOf(tx).byVersion(tx, outcome.versionId, language);
  const initials = fullName(person.facts).split(/[\s-]+/).map((part) => `${part.charAt(0)}.`).join(' ');
  return {
    holds: 'yes', bookingId: booking.id, personId: person.id, authorityId: booking.authorityId, title: bookable.outcome?.certificate?.title ?? '', service: bookable.name, issued: found.madeAt,
    holder: person.protected ? '' : `${initials}${person.facts.birthDate ? `, ${person.facts.birthDate.slice(0, 4)}` : ''}`,
    parts: await certifiedBy(tx, bookable, outcome, person.id, language),
  };
}
