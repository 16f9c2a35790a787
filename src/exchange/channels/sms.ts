import { request } from 'node:https';
import type { SmsTransport } from '../../messages/index.ts';
import type { House, Uuid } from '../../platform/index.ts';
import { NoAnswer } from '../registers/soap.ts';
import { reportAddress } from './sms-report.ts';
import { connectionOf, type Connection } from '../store/connections.ts';

export interface Sms {
  /** the same twice is one message, also to the provider (`idempotency-key`) */
  id: string;
  /** E.164 */
  to: string;
  text: string;
  /** where the provider is to say what became of it */
  report?: string;
}

/** Fills `smsTransport`: the provider that the organisation is connected to. */
export async function connectedSms(house: House, tenant: Uuid): Promise<SmsTransport | undefined> {
  const found = await house.db.system(tenant, 'exchange', async (tx) => {
    const connection = await connectionOf(tx, 'sms');
    return connection && { connection, reportAt: await reportAddress(house, tx) };
  });
  return found && (async (message) => { await sendSms(found.connection, { ...message, report: found.reportAt(message.id) }); });
}

const patience = 8_000;

/**
 * Hands a message to the provider: a form over HTTPS with basic authentication, as several Swedish providers take them (`from`, `to`,
 * `message`, and in `whendelivered` the address where they say what became of it). @returns the provider's id
 * @param how `dry`: asks whether it would have been taken, and sends nothing (`dryrun`)
 * @throws NoAnswer: `refused` when the same again would be as wrong
 */
export async function sendSms({ address, settings }: Connection, sms: Sms, how: { dry?: boolean } = {}): Promise<string> {
  const body = new URLSearchParams({ from: settings.sender ?? '', to: sms.to, message: sms.text, ...(sms.report && { whendelivered: sms.report }), ...(how.dry && { dryrun: 'yes' }) }).toString();
  const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request(address, {
      method: 'POST', timeout: patience, auth: `${settings.user ?? ''}:${settings.secret ?? ''}`, ...(settings.authority && { ca: settings.authority }),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body), 'idempotency-key': sms.id },
    }, (came) => {
      let text = '';
      came.setEncoding('utf8').on('data', (chunk: string) => { text = (text + chunk).slice(0, 10_000); }).on('end', () => resolve({ status: came.statusCode ?? 0, text })).on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new NoAnswer('unreachable', 'timeout')));
    sent.on('error', (error: Error & { code?: string }) => reject(error instanceof NoAnswer ? error : new NoAnswer('unreachable', error.code ?? '')));
    sent.end(body);
  });
  if (answer.status === 400 || answer.status === 401 || answer.status === 403 || answer.status === 422) throw new NoAnswer('refused', String(answer.status));
  if (answer.status !== 200 && answer.status !== 201) throw new NoAnswer('unreachable', String(answer.status));
  const id = /"id"\s*:\s*"([\w.-]{1,100})"/.exec(answer.text)?.[1];
  if (!id && !how.dry) throw new NoAnswer('unreadable');
  return id ?? '';
}
