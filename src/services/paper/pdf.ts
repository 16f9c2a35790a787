import { renderSVG } from 'uqr';
import { findOrganisation, listAuthorities, listUnits } from '../../organisation/index.ts';
import { renderPdf, type Language, type Tx } from '../../platform/index.ts';
import { hoursOf } from '../help.ts';
import { inLanguage, type ServiceVersion } from '../versions.ts';
import { buildPaper, type PaperCopy, type PaperSender } from './build.ts';
import { paperCode } from './code.ts';

export type PaperMade = { ok: true; bytes: Buffer } | { ok: false; message: string };

/**
 * A service as an accessible PDF form (PDF/UA-1). With numbers it is a series: one form after another, each with a code of its own.
 * @returns why it could not be made: too much to do just now, or a fault in the template
 */
export async function renderPaper(version: ServiceVersion, language: Language, sender: PaperSender, at: Date, numbers: readonly number[] = []): Promise<PaperMade> {
  const codeOf = (number?: number) => paperCode({ version: version.hash.slice(0, 8), language, ...(number !== undefined && { number }) });
  const copies: PaperCopy[] = numbers.length
    ? numbers.map((number) => ({ printed: codeOf(number), file: `/code-${number}.svg`, number })) : [{ printed: codeOf(), file: '/code.svg' }];
  const made = await renderPdf({
    // The border is the quiet zone that a scanner needs: four modules.
    template: { files: Object.fromEntries(copies.map(({ printed, file }) => [file.slice(1), renderSVG(printed, { ecc: 'M', border: 4 })])), main: 'form.typ' },
    data: buildPaper(version, language, sender, copies),
    standard: 'ua-1', language, title: inLanguage(version, language).definition.name, at, timeoutMs: 60_000,
  });
  return made.ok ? { ok: true, bytes: made.bytes } : { ok: false, message: made.message };
}

/** Whom the form is from and sent to: the unit that takes the service's cases. */
export async function paperSender(tx: Tx, version: ServiceVersion, language: Language): Promise<PaperSender> {
  const organisation = (await findOrganisation(tx))!;
  const authority = (await listAuthorities(tx)).find(({ id }) => id === version.authorityId)!;
  const role = version.compiled.folder.definition.route.at(-1)!.to;
  const unit = (await listUnits(tx)).find(({ slug }) => slug === organisation.facts.roles.units[role])!;
  const postal = unit.facts.postal ?? authority.facts.registrar.postal ?? organisation.facts.contact.postal;
  return {
    organisation: { name: organisation.name, unit: `${authority.name} · ${unit.name}`, color: organisation.facts.theme.primary },
    sendTo: [postal.name, unit.name, postal.street, `${postal.postcode} ${postal.city}`].filter((line, index, all) => all.indexOf(line) === index),
    phone: unit.phone, hours: hoursOf(organisation, unit, language),
  };
}
