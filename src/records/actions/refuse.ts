import { staffNames } from '../../identity/index.ts';
import { findOrganisation, listAuthorities, listDelegations, type Delegation } from '../../organisation/index.ts';
import { formatDate, putDocument, renderPdf, type LetterData, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { currentVersions } from '../../services/index.ts';
import type { ReleaseItem } from '../store/items.ts';
import { requestContent, type ReleaseRequest } from '../store/requests.ts';
import { addRefusal } from '../store/refusals.ts';
import { addStep } from '../store/steps.ts';

/**
 * The points of the authority's delegation order by which someone may refuse a release: those that the service which carries releases names for
 * a refusal, in every authority the same. Where no such service is published nothing says which they are, and all of one's points are shown.
 */
export async function pointsOf(tx: Tx, who: Staff): Promise<Delegation[]> {
  if (!who.authorityId) return [];
  const carrying = (await currentVersions(tx)).map(({ compiled }) => compiled.folder.definition).find(({ carriedBy }) => carriedBy === 'release');
  const named = carrying?.delegation?.filter(({ decisions, outcomes }) => decisions.includes('grant') && (outcomes?.includes('refused') ?? true)).map(({ point }) => point);
  return (await listDelegations(tx, who.authorityId)).filter(({ point, roles, unitIds }) => (named?.includes(point) ?? true)
    && roles.some((role) => (who.roles as readonly string[]).includes(role))
    && (unitIds.length === 0 || who.unitIds.length === 0 || unitIds.some((id) => who.unitIds.includes(id as Uuid))));
}

export type Refusing = { ok: true; documentId: Uuid } | { ok: false; reason: 'notDelegated' | 'letterFailed' };

/**
 * The authority's written decision not to give out what was asked for, with reasons and how to appeal (OSL 6 kap. 3 and 7 §§): the court is
 * the administrative court of appeal, within three weeks of the day one got the decision (FL 43–44 §§).
 */
export async function refuse(tx: Tx, who: Staff, request: ReleaseRequest, items: readonly ReleaseItem[], wish: { reasons: string; delegationId: Uuid }): Promise<Refusing> {
  const point = (await pointsOf(tx, who)).find(({ id }) => id === wish.delegationId);
  if (!point) return { ok: false, reason: 'notDelegated' };
  const letter = await letterOf(tx, who, request, items, wish.reasons);
  const made = await renderPdf({
    template: { files: {}, main: 'standard.typ' }, data: letter, standard: 'ua-1', language: 'sv', title: `Beslut om utlämnande ${request.number}`, at: tx.now,
  });
  if (!made.ok) return { ok: false, reason: 'letterFailed' };
  const { id } = await putDocument(tx, {
    dossierId: request.id, keyId: request.keyId, authorityId: request.authorityId, ownerId: who.staffId, name: `beslut-${request.number.replaceAll(' ', '-')}.pdf`,
    mediaType: 'application/pdf', bytes: made.bytes,
  });
  await addStep(tx, request, { kind: 'decided', staffId: who.staffId, documentId: id, note: `Avslag enligt punkt ${point.point} i delegationsordningen` });
  await addRefusal(tx, request, { outcome: items.every(({ outcome }) => outcome === 'refused') ? 'refused' : 'partly', point: point.point, decidedBy: who.staffId });
  return { ok: true, documentId: id };
}

async function letterOf(tx: Tx, who: Staff, request: ReleaseRequest, items: readonly ReleaseItem[], reasons: string): Promise<LetterData> {
  const organisation = (await findOrganisation(tx))!;
  const authority = (await listAuthorities(tx)).find(({ id }) => id === request.authorityId)!;
  const { registrar } = authority.facts;
  const { contact } = await requestContent(tx, request.id);
  const name = (await staffNames(tx, [who.staffId])).get(who.staffId) ?? '';
  const court = organisation.facts.roles.courts['kammarratten']?.name ?? 'Kammarrätten';
  const held = items.filter(({ outcome }) => outcome !== null && outcome !== 'released');
  return {
    organisation: { name: organisation.name, unit: authority.name, color: organisation.facts.theme.primary,
      contact: { phone: registrar.phone, ...(registrar.email && { email: registrar.email }) } },
    case: { number: request.number }, date: formatDate(tx.now, 'sv'), recipient: contact ? contact.split('\n').slice(0, 5) : ['Den som har begärt handlingarna'],
    heading: 'Beslut om att inte lämna ut handlingar',
    answer: { summary: `${authority.name} lämnar inte ut allt som du har begärt.`, paragraphs: ['Här står vad som inte lämnas ut och varför.'] },
    items: held.map((item) => ({
      name: `${item.label} i ärende ${item.caseNumber}`,
      outcome: { masked: 'Vissa uppgifter är dolda', reservation: 'Lämnas ut med förbehåll', refused: 'Lämnas inte ut', released: 'Lämnas ut' }[item.outcome!],
      ...((item.test?.section || item.test?.reservation) && { conditions: [item.test.section, item.test.reservation].filter(Boolean) }),
    })),
    sections: [{ heading: 'Varför', paragraphs: reasons.split(/\n+/).map((line) => line.trim()).filter(Boolean) }],
    laws: [
      ...[...new Set(held.map(({ test }) => test?.section ?? '').filter(Boolean))].map((reference) => ({ reference: lawName(reference) })),
      { reference: '6 kap. 3 § offentlighets- och sekretesslagen (2009:400)', says: 'Myndigheten ska pröva frågan och fatta ett skriftligt beslut när den som har begärt handlingen vill det.' },
    ],
    signatures: [{ name, authority: authority.name }],
    appeal: {
      paragraphs: [
        'Du kan överklaga beslutet. Skriv vilket beslut du överklagar och varför du vill att det ändras. Skriv också hur vi når dig.',
        `Skicka överklagandet till ${authority.name}. Det ska ha kommit in inom tre veckor från den dag du fick beslutet. Vi skickar det vidare till domstolen.`,
      ],
      to: court, send: addressOf(authority), by: 'tre veckor från den dag du fick beslutet',
    },
  };
}

/** The law by its whole name, as a letter says it; the section stands as it was typed. */
function lawName(section: string): string {
  return section.replace(/\bOSL\b/, 'offentlighets- och sekretesslagen (2009:400)');
}

function addressOf({ name, facts: { registrar } }: { name: string; facts: { registrar: { postal?: { name: string; street: string; postcode: string; city: string } | undefined; email?: string | undefined } } }): string {
  const { postal, email } = registrar;
  return [postal ? `${postal.name}, ${postal.street}, ${postal.postcode} ${postal.city}` : name, ...(email ? [`eller ${email}`] : [])].join(' ');
}

