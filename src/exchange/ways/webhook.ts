import { signMessage } from '../model/webhook.ts';
import type { Carried, Way } from './way.ts';

/** Milliseconds to answer in. */
const patience = 30_000;

/**
 * Posts a package to a record system. Signed with the shared secret, named so that the same package twice is one (`webhook-id`), with its
 * hash. Any 2xx is a receipt; `{"receipt": "…"}` in the answer is kept. 410 and 4xx that will never change end it for a person to look at.
 */
export const byWebhook: Way = async (target, parcel) => {
  if (!target.secret.shared) return { ok: false, reason: 'hemlighet saknas för mottagaren', final: true };
  try {
    const answer = await fetch(target.address, {
      method: 'POST', redirect: 'error', signal: AbortSignal.timeout(patience), body: new Uint8Array(parcel.bytes),
      headers: {
        'content-type': `application/${parcel.kind}`, 'content-digest': `sha-256=:${Buffer.from(parcel.sha256, 'hex').toString('base64')}:`,
        ...signMessage(parcel.id, new Date(), parcel.bytes, target.secret.shared),
      },
    });
    return await read(answer);
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return { ok: false, reason: name === 'TimeoutError' ? 'svarade inte i tid' : `gick inte att nå${cause?.code ? ` (${cause.code})` : ''}` };
  }
};

async function read(answer: Response): Promise<Carried> {
  if (answer.ok) {
    const text = (await answer.text()).slice(0, 2_000);
    return { ok: true, ...receiptIn(text) };
  }
  // What can be mended by waiting is tried again; a refusal of the package itself is not.
  const passing = answer.status >= 500 || [401, 403, 404, 408, 409, 425, 429].includes(answer.status);
  return { ok: false, reason: `svarade ${answer.status}`, final: !passing };
}

function receiptIn(text: string): { receipt?: string } {
  try {
    const { receipt } = JSON.parse(text) as { receipt?: unknown };
    return typeof receipt === 'string' && receipt.length <= 200 ? { receipt } : {};
  } catch {
    return {};
  }
}
