import { transport } from '../../messages/index.ts';
import { findOrganisation } from '../../organisation/index.ts';
import type { House, Tx, Uuid } from '../../platform/index.ts';
import { requestContent, type ReleaseRequest } from '../store/requests.ts';

/** Whether whoever asks has left an address for e-mail. */
export function addressIn(contact: string): string | undefined {
  return /[^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;]+/.exec(contact)?.[0];
}

/** Mails whoever asks a link to something of their request; nothing when they have left no address. The same id is sent once. */
export async function mailToAsker(
  house: House, tx: Tx, request: ReleaseRequest, id: Uuid, path: string, write: (words: { number: string; organisation: string; link: string }) => { subject: string; text: string },
): Promise<void> {
  const to = addressIn((await requestContent(tx, request.id)).contact);
  if (!to) return;
  const organisation = (await findOrganisation(tx))!;
  const { publicAddress, mailFrom } = house.settings;
  const host = organisation.facts.hosts[0] ?? publicAddress.host;
  const address = `${publicAddress.protocol}//${host}${publicAddress.port && !host.includes(':') ? `:${publicAddress.port}` : ''}`;
  const letter = write({ number: request.number, organisation: organisation.name, link: `${address}${path}` });
  await house.slots.all(transport).at(-1)!(house, { id, from: mailFrom, to, ...letter, language: request.language });
}
