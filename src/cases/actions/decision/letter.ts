import { fullName, staffNames } from '../../../identity/index.ts';
import { findOrganisation, listAuthorities, listUnits } from '../../../organisation/index.ts';
import { formatDate, putDocument, renderPdf, type Language, type LetterData, type Tx, type Uuid } from '../../../platform/index.ts';
import type { ServiceVersion } from '../../../services/index.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { inTurn } from '../../store/in-turn.ts';
import { courtOf } from '../appeal/court.ts';
import { presentParties, partyFacts } from '../../store/parties/parties.ts';

/** What every letter of a case begins with: sender, receiver, number, date, and who decides or asks. */
export interface LetterHead {
  head: Pick<LetterData, 'organisation' | 'case' | 'date' | 'recipient'>;
  officer: { name: string; title: string };
  unit: { name: string; phone: string };
  authority: { name: string; address: string[]; court: string };
}

/** `staffId` undefined: nobody, when a rule decides. A protected person's letter has no address: it goes by way of the Swedish Tax Agency's forwarding (practice: Skatteverket). */
export async function letterHead(tx: Tx, file: CaseFile, staffId: Uuid | undefined, language: Language): Promise<LetterHead> {
  const organisation = await findOrganisation(tx);
  const unit = (await listUnits(tx)).find(({ id }) => id === file.unitId);
  const authority = (await listAuthorities(tx)).find(({ id }) => id === file.authorityId);
  if (!organisation || !unit || !authority) throw new Error('a case of a unit or an authority that is gone');
  const facts = (await inTurn(await presentParties(tx, file.id), ({ id }) => partyFacts(tx, id))).filter((one) => one !== undefined);
  // Of people who live together the address of one tells where the other is.
  const address = facts.some(({ protection }) => protection !== 'none') ? undefined : facts.find((one) => one.address)?.address;
  const { postal } = authority.facts.registrar;
  const hours = organisation.facts.openingHours[unit.facts.hours];
  const court = await courtOf(tx, file);
  return {
    head: {
      organisation: {
        name: organisation.name, unit: `${authority.name} · ${unit.name}`, color: organisation.facts.theme.primary,
        contact: { phone: unit.phone, email: unit.email, hours: (language === 'en' ? String(hours?.['en'] ?? '') : hours?.sv) ?? '' },
      },
      case: { number: file.number },
      date: formatDate(tx.now, language),
      recipient: [...facts.map(fullName), ...(address ? [address.street, `${address.postcode} ${address.city}`] : [])],
    },
    officer: { name: staffId ? (await staffNames(tx, [staffId])).get(staffId) ?? '' : '', title: language === 'en' ? 'Case officer' : 'Handläggare' },
    unit: { name: unit.name, phone: unit.phone },
    authority: {
      name: authority.name, court,
      address: postal ? [postal.name, postal.street, `${postal.postcode} ${postal.city}`] : [authority.name, authority.facts.registrar.email ?? ''],
    },
  };
}

export type Rendered = { ok: true; bytes: Buffer } | { ok: false; message: string };

/** Makes a letter: the service's own template when one is named, otherwise the common one. Accessible (PDF/UA-1). */
export async function renderLetter(
  version: ServiceVersion, letter: { data: LetterData & Record<string, unknown>; template?: string; title: string; language: Language; at: Date },
): Promise<Rendered> {
  const { folder } = version.compiled;
  const template = letter.template ? { files: { ...folder.letters }, main: letter.template } : { files: {}, main: 'standard.typ' };
  const made = await renderPdf({ template, data: letter.data, standard: 'ua-1', language: letter.language, title: letter.title, at: letter.at });
  return made.ok ? { ok: true, bytes: made.bytes } : { ok: false, message: made.message };
}

/** Keeps a letter among the documents of the case, for all its parties. */
export async function keepLetter(tx: Tx, file: CaseFile, letter: { name: string; bytes: Buffer; by?: Uuid }): Promise<Uuid> {
  const { id } = await putDocument(tx, {
    dossierId: file.id, keyId: file.keyId, authorityId: file.authorityId, ...(letter.by && { ownerId: letter.by }), name: `${letter.name}.pdf`, mediaType: 'application/pdf', bytes: letter.bytes,
  });
  return id;
}
