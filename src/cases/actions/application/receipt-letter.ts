import { findOrganisation } from '../../../organisation/index.ts';
import { formatDate, listDocuments, type House, type Language, type Tx, type Uuid } from '../../../platform/index.ts';
import { inLanguage, type ServiceVersion } from '../../../services/index.ts';
import { addEntry } from '../../store/case/entries.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import type { Party } from '../../store/parties/parties.ts';
import { register } from '../../store/register/records.ts';
import { keepCodeLetter, printOf } from '../parties/code-letter.ts';
import { issueCode } from '../parties/issue-code.ts';
import { letterHead, renderLetter } from '../decision/letter.ts';

export type ReceiptLetter = { ok: true; documentId: Uuid } | { ok: false; why: string };

/**
 * The letter to someone who applied on paper: that it has come in, its number, whom to call, and a code to follow it online by. Whoever
 * signs in with the same personal number sees the whole case and needs no code. A new letter ends the code of the one before.
 */
export async function receiptLetter(
  { house, tx }: { house: House; tx: Tx }, file: CaseFile, version: ServiceVersion, party: Pick<Party, 'id'>, about: { staffId: Uuid; language: Language },
): Promise<ReceiptLetter> {
  const { staffId, language } = about;
  const { head, unit, authority } = await letterHead(tx, file, staffId, language);
  const issued = await issueCode(tx, file, { partyId: party.id, purpose: 'follow' });
  const { name, start } = inLanguage(version, language).definition;
  const where = await addressOf(house, tx);
  const words = language === 'en' ? english : swedish;
  const heading = words.heading;
  const render = (code: string) => renderLetter(version, { title: heading, language, at: tx.now, data: {
    ...head, heading, sections: [
      { paragraphs: [words.came(name, formatDate(file.arrivedDay, language), file.number), ...(file.promiseDue ? [words.promise(formatDate(file.promiseDue, language))] : [])] },
      { heading: words.next, paragraphs: start.after.map(({ sv }) => `- ${sv}`) },
      { heading: words.follow, paragraphs: [words.how(`${where}/svar`), words.code(code), words.signIn(`${where}/mina-sidor`)] },
      { heading: words.ask, paragraphs: [words.call(unit.name, unit.phone)] },
    ], signatures: [{ name: unit.name, authority: authority.name }],
  } });
  const kept = await keepCodeLetter(tx, file, { code: issued, name: receiptName, by: staffId, part: 'all', render });
  if (!kept.ok) return { ok: false, why: kept.message };
  const { documentId } = kept;
  await register(tx, file, { direction: 'out', title: receiptName, documentId, refId: party.id });
  await addEntry(tx, file, { kind: 'receiptSent', part: party.id, authorKind: 'staff', authorId: staffId, refId: documentId });
  tx.audit({ event: 'cases.receiptSent', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId });
  return { ok: true, documentId };
}

/** What the letter is called among the documents of the case. */
export const receiptName = 'Bekräftelse på att ansökan har kommit in';

/** The newest such letter of a case, to print: with its code while that opens anything. */
export async function receiptLetterOf(tx: Tx, caseId: Uuid): Promise<Uuid | undefined> {
  const copy = (await listDocuments(tx, caseId)).findLast(({ name }) => name === `${receiptName}.pdf`)?.id;
  return copy && (await printOf(tx, copy) ?? copy);
}

/** The organisation's address on the web, as one writes it. */
async function addressOf(house: House, tx: Tx): Promise<string> {
  const { publicAddress } = house.settings;
  const host = (await findOrganisation(tx))!.facts.hosts[0] ?? publicAddress.host;
  return `${host}${publicAddress.port && !host.includes(':') ? `:${publicAddress.port}` : ''}`;
}

const swedish = {
  heading: 'Vi har fått din blankett', next: 'Vad händer nu?', follow: 'Följ ärendet på webben', ask: 'Har du frågor?',
  came: (name: string, day: string, number: string) => `Din blankett ”${name}” kom in till oss den ${day}. Ärendet har nummer ${number}.`,
  promise: (day: string) => `Du får besked senast ${day}, om vi har allt vi behöver.`,
  how: (address: string) => `Gå till ${address} och skriv in koden. Då ser du hur det går. Koden visar inte vad du har skrivit.`,
  code: (code: string) => `Din kod: ${code}`,
  signIn: (address: string) => `Har du e-legitimation kan du logga in på ${address}. Där ser du hela ärendet. Då behöver du ingen kod.`,
  call: (unit: string, phone: string) => `Ring ${unit} på ${phone}. Säg ärendenumret.`,
};

const english: typeof swedish = {
  heading: 'We have received your form', next: 'What happens now?', follow: 'Follow the case online', ask: 'Do you have questions?',
  came: (name, day, number) => `Your form ”${name}” reached us on ${day}. The case has number ${number}.`,
  promise: (day) => `You will hear from us by ${day}, if we have everything we need.`,
  how: (address) => `Go to ${address} and enter the code. Then you see how it is going. The code does not show what you have written.`,
  code: (code) => `Your code: ${code}`,
  signIn: (address) => `If you have an e-ID you can sign in at ${address}. There you see the whole case. Then you need no code.`,
  call: (unit, phone) => `Call ${unit} on ${phone}. Say the case number.`,
};
