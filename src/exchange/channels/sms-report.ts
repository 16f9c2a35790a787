import { createHmac, timingSafeEqual } from 'node:crypto';
import { findOrganisation } from '../../organisation/index.ts';
import { takeReport } from '../../messages/index.ts';
import { isUuid, type House, type Tx } from '../../platform/index.ts';

const purpose = 'smsReport';

/**
 * Where the provider says what became of a text message: an address of its own for each, since few providers sign what they report. It names the notice, with a
 * hash that only the organisation can make; whoever has one address can report that one message and nothing else.
 */
export async function reportAddress(house: House, tx: Tx): Promise<(notice: string) => string> {
  const { publicAddress } = house.settings;
  const host = (await findOrganisation(tx))?.facts.hosts[0] ?? publicAddress.host;
  const at = `${publicAddress.protocol}//${host}${publicAddress.port && !host.includes(':') ? `:${publicAddress.port}` : ''}/api/sms/`;
  const key = await tx.hash(purpose, tx.tenant);
  return (notice) => `${at}${notice}.${macOf(key, notice)}`;
}

/** What providers call it; anything else says that it is still on its way. */
const became: Readonly<Record<string, 'delivered' | 'failed'>> = { delivered: 'delivered', failed: 'failed', undelivered: 'failed', rejected: 'failed', expired: 'failed' };

/** Takes what a provider says of a text message. @returns false when the address is not one of ours */
export async function takeSmsReport(tx: Tx, receipt: string, status: string): Promise<boolean> {
  const [notice = '', mac = ''] = receipt.split('.');
  if (!isUuid(notice)) return false;
  const known = (await tx.hashes(purpose, tx.tenant)).some((key) => same(macOf(key, notice), mac));
  if (!known) return false;
  const said = became[status.toLowerCase()];
  if (said) await takeReport(tx, notice, said);
  return true;
}

const macOf = (key: Buffer, notice: string) => createHmac('sha256', key).update(notice).digest('base64url');

function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
