import { findOrganisation, listAuthorities } from '../../organisation/index.ts';
import { formatDate, formatMoney, putDocument, renderPdf, type Tx, type Uuid } from '../../platform/index.ts';
import { feeOf } from '../store/fees.ts';
import type { ReleaseItem } from '../store/items.ts';
import { requestContent, type ReleaseRequest } from '../store/requests.ts';
import { texts } from '../texts.ts';

/**
 * The letter that goes with what is handed out: what whoever hands it out has written, what each document is and by which section something
 * is left out, what it costs, and that one can have a decision. In the language of the request. @returns undefined when it could not be made
 */
export async function coverLetter(tx: Tx, request: ReleaseRequest, items: readonly ReleaseItem[], wish: { text: string; by: Uuid }): Promise<Uuid | undefined> {
  const { language } = request;
  const t = (key: string, params = {}) => texts(language, `letter.${key}`, params);
  const organisation = (await findOrganisation(tx))!;
  const authority = (await listAuthorities(tx)).find(({ id }) => id === request.authorityId)!;
  const { registrar } = authority.facts;
  const { contact } = await requestContent(tx, request.id);
  const fee = await feeOf(tx, request.id);
  const held = items.some(({ outcome }) => outcome !== null && outcome !== 'released');
  const made = await renderPdf({
    template: { files: {}, main: 'standard.typ' }, standard: 'ua-1', language: language === 'en' ? 'en' : 'sv', title: `${t('heading')} ${request.number}`, at: tx.now,
    data: {
      organisation: { name: organisation.name, unit: authority.name, color: organisation.facts.theme.primary,
        contact: { phone: registrar.phone, ...(registrar.email && { email: registrar.email }) } },
      case: { number: request.number }, date: formatDate(tx.now, language), recipient: request.delivery === 'post' ? contact.split('\n').slice(0, 5) : [t('asker')],
      heading: t('heading'), answer: { summary: t('summary', { authority: authority.name }), paragraphs: paragraphsOf(wish.text) },
      items: items.filter(({ outcome }) => outcome !== null).map((item) => ({
        name: t('item', { label: String(items.indexOf(item) + 1), number: item.caseNumber }), outcome: t(`outcome-${item.outcome!}`),
        ...(item.outcome !== 'released' && (item.test?.section || item.test?.reservation) && { conditions: [item.test.section, item.test.reservation].filter(Boolean) }),
      })),
      sections: [
        ...(fee && (fee.answer === 'invoice' || fee.answer === 'advance') ? [{ heading: t('feeHeading'), paragraphs: [t(`fee-${fee.answer}`, { amount: formatMoney(fee.amountOre), pages: fee.pages })] }] : []),
        ...(held ? [{ heading: t('decisionHeading'), paragraphs: [t('decision')] }] : []),
      ],
    },
  });
  if (!made.ok) return undefined;
  return (await putDocument(tx, {
    dossierId: request.id, keyId: request.keyId, authorityId: request.authorityId, ownerId: wish.by, name: `${t('file')}-${request.number.replaceAll(' ', '-')}.pdf`,
    mediaType: 'application/pdf', bytes: made.bytes,
  })).id;
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n+/).map((line) => line.trim()).filter(Boolean);
}
