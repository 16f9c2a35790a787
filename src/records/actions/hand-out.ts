import { transport } from '../../messages/index.ts';
import { findOrganisation } from '../../organisation/index.ts';
import { addDays, endOfSwedishDay, formatDate, swedishDay, type House, type Tx, type Uuid } from '../../platform/index.ts';
import { closedBy } from '../model/secrecy-test.ts';
import { addHandout, findHandout, linkToken } from '../store/handouts.ts';
import { itemsOf, type ReleaseItem } from '../store/items.ts';
import { closeRequest, findRequest, requestContent, type ReleaseRequest } from '../store/requests.ts';
import { addStep } from '../store/steps.ts';
import { texts } from '../texts.ts';

/** How long a link works. */
const linkDays = 30;

/** What may be fetched by a link: what is given without reservation. A reservation is acknowledged by someone in person. */
export const byLink = ({ outcome, copyId }: ReleaseItem): boolean => copyId !== null && (outcome === 'released' || outcome === 'masked');

/** Hands out what was released: makes the link, or notes that it was posted, collected or read on the spot; and closes the request when asked to. */
export async function handOut(tx: Tx, request: ReleaseRequest, staffId: Uuid, wish: { close: boolean }): Promise<void> {
  const items = await itemsOf(tx, request.id);
  if (request.delivery === 'link' && items.some(byLink)) {
    const handout = await addHandout(tx, request, endOfSwedishDay(addDays(swedishDay(tx.now), linkDays)));
    tx.emit('records.handedOut', { handout });
  }
  await addStep(tx, request, { kind: 'handedOut', staffId, note: deliveryWords[request.delivery] });
  if (wish.close) await close(tx, request, staffId, closedBy(items.map(({ outcome }) => outcome)));
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
    const to = /[^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;]+/.exec((await requestContent(tx, request.id)).contact)?.[0];
    if (!to) return;
    const organisation = (await findOrganisation(tx))!;
    const { publicAddress, mailFrom } = house.settings;
    const host = organisation.facts.hosts[0] ?? publicAddress.host;
    const address = `${publicAddress.protocol}//${host}${publicAddress.port && !host.includes(':') ? `:${publicAddress.port}` : ''}`;
    const words = {
      number: request.number, organisation: organisation.name, until: formatDate(handout.until, request.language),
      link: `${address}/diarium/utlamnat/${await linkToken(tx, handout.id)}`,
    };
    await house.slots.all(transport).at(-1)!(house, {
      id: handout.id, from: mailFrom, to, subject: texts(request.language, 'mail.subject', words), text: texts(request.language, 'mail.text', words), language: request.language,
    });
  });
}
