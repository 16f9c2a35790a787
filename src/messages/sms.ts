import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slot, type House, type Uuid } from '../platform/index.ts';

/** A notice as a text message. Says nothing about the person but their number. */
export interface TextMessage {
  /** of the notice: the same twice is the same message, also to the provider */
  id: string;
  /** `+` and digits (E.164) */
  to: string;
  text: string;
}

/** A way out for text messages. @throws when it could not be handed over; it is then tried again */
export type SmsTransport = (message: TextMessage) => Promise<void>;

/** Filled by what sends text messages for an organisation, or undefined when it has no provider. The last that gives one is used. */
export const smsTransport = slot<(house: House, tenant: Uuid) => Promise<SmsTransport | undefined>>('smsTransport');

/** How text messages leave an organisation; undefined: it sends none, and nobody is offered them. */
export async function smsTransportOf(house: House, tenant: Uuid): Promise<SmsTransport | undefined> {
  for (const find of house.slots.all(smsTransport).toReversed()) {
    const send = await find(house, tenant);
    if (send) return send;
  }
  return undefined;
}

/** In a demonstration text messages are files in `<var>/sms/`. Elsewhere there are none without a provider. */
export async function smsToFile(house: House): Promise<SmsTransport | undefined> {
  if (!house.settings.demo) return undefined;
  return async ({ id, to, text }) => {
    const folder = join(house.settings.varDirectory, 'sms');
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${id}.txt`);
    await writeFile(`${file}.part`, `Till: ${to}\n\n${text}\n`);
    await rename(`${file}.part`, file);
  };
}

/** A number as it is dialled from anywhere; undefined when no text message can reach it (Swedish mobile numbers begin with 07). */
export function mobileNumber(written: string): string | undefined {
  const digits = written.replaceAll(/[^\d+]/g, '').replace(/^00/, '+').replace(/^0(?=7)/, '+46').replace(/^\+460/, '+46');
  return /^\+467\d{8}$/.test(digits) || /^\+(?!46)\d{8,14}$/.test(digits) ? digits : undefined;
}
