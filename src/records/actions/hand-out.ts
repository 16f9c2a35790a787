import { addDays, endOfSwedishDay, formatDate, swedishDay, type House, type Tx, type Uuid } from '../../platform/index.ts';
import { closedBy } from '../model/secrecy-test.ts';
import { addHandout, findHandout, linkToken } from '../store/handouts.ts';
import { itemsOf, type ReleaseItem } from '../store/items.ts';
import { closeRequest, findRequest, type ReleaseRequest } from '../store/requests.ts';
import { addStep } from '../store/steps.ts';
import { texts } from '../texts.ts';
import { chargeFee } from './answer-fee.ts';
import { coverLetter } from './cover-letter.ts';
import { feeDue } from './fee-due.ts';
import { mailToAsker } from './mail-to-asker.ts';

/** How long a link works. */
const linkDays = 30;

/** What may be fetched by a link: what is given without reservation. A reservation is acknowledged by someone in person. */
export const byLink = ({ outcome, copyId }: ReleaseItem): boolean => copyId !== null && (outcome === 'released' || outcome === 'masked');

export type HandingOut = { ok: true } | { ok: false; reason: 'fee' | 'letterFailed' };

/**
 * Hands out what was released: makes the letter that goes with it, and the link, or notes that it was posted, collected or read on the spot;
 * charges the fee that was agreed; and closes the request when asked to. Refused while a fee has not been told and agreed, or paid first.
 */
export async function handOut(tx: Tx, request: ReleaseRequest, staffId: Uuid, wish: { close: boolean; text: string }): Promise<HandingOut> {
  const items = await itemsOf(tx, request.id);
  const { state } = await feeDue(tx, request, items);
  if (state !== 'none' && state !== 'agreed') return { ok: false, reason: 'fee' };
  const letterId = request.delivery === 'read' ? undefined : await coverLetter(tx, request, items, { text: wish.text, by: staffId });
  if (request.delivery !== 'read' && !letterId) return { ok: false, reason: 'letterFailed' };
  if (request.delivery === 'link' && items.some(byLink)) {
    const handout = await addHandout(tx, request, endOfSwedishDay(addDays(swedishDay(tx.now), linkDays)), letterId ?? null);
    tx.emit('records.handedOut', { handout });
  }
  await chargeFee(tx, request, staffId);
  await addStep(tx, request, { kind: 'handedOut', staffId, note: deliveryWords[request.delivery], ...(letterId && { documentId: letterId }) });
  if (wish.close) await close(tx, request, staffId, closedBy(items.map(({ outcome }) => outcome)));
  return { ok: true };
}

export const deliveryWords: Record<ReleaseRequest['delivery'], string> = {
  link: 'Länk med e-post', post: 'Med post', collect: 'Hämtas hos oss', read: 'Läses på plats',
};

export async function close(tx: Tx, request: ReleaseRequest, staffId: Uuid, why: NonNullable<ReleaseRequest['closedWhy']>): Promise<void> {
  await closeRequest(tx, request.id, why);
  await addStep(tx, request, { kind: 'closed', staffId });
}

/** Sends the link, after commit. The letter says which request it is, and nothing of what was asked for. Sent again if the mail server was away. */
export async function mailLink(house: House, tenant: Uuid, handoutId: Uuid): Promise<void> {
  await house.db.system(tenant, 'records-link', async (tx) => {
    const handout = await findHandout(tx, handoutId);
    const request = handout && await findRequest(tx, handout.requestId);
    if (!handout || !request) return;
    await mailToAsker(house, tx, request, handout.id, `/diarium/utlamnat/${await linkToken(tx, handout.id)}`, (words) => {
      const all = { ...words, until: formatDate(handout.until, request.language) };
      return { subject: texts(request.language, 'mail.subject', all), text: texts(request.language, 'mail.text', all) };
    });
  });
}
