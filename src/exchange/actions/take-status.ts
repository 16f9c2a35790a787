import { z } from 'zod';
import { addEntry, findCase } from '../../cases/index.ts';
import { asUuid, type Tx } from '../../platform/index.ts';
import { readJson } from '../model/read-json.ts';
import { checkMessage } from '../model/webhook.ts';
import { deliveryById, keepInbound, updateDelivery } from '../store/deliveries.ts';
import { targetWithSecret } from '../store/targets.ts';

/** What a receiver may send back about a package. */
export const statusMessage = z.strictObject({
  delivery: z.uuid().describe('The id of the package: `delivery` in its description, `webhook-id` when it was sent.'),
  status: z.enum(['registered', 'underWay', 'done', 'rejected']).describe('registered: it stands in the receiver\'s system.'),
  reference: z.string().max(100).optional().describe("The receiver's own number."),
  text: z.string().max(500).optional().describe('To the officer. Never shown to the person.'),
});

/** A receiver's status to the officer. */
export const statusWords = { registered: 'registrerat', underWay: 'pågår', done: 'klart', rejected: 'togs inte emot' } as const;

export type StatusTaken = { ok: true; repeated: boolean } | { ok: false; status: 400 | 401 | 404; reason: string };

/**
 * Takes what another system says about a package into the case's timeline. It must be signed by the receiver that the package went
 * to; a package of another is not there. The same message twice is one.
 */
export async function takeStatus(tx: Tx, name: string, body: Buffer, headers: Readonly<Record<string, string | string[] | undefined>>): Promise<StatusTaken> {
  const target = await targetWithSecret(tx, name);
  if (!target?.secret.shared) return { ok: false, status: 401, reason: 'unknownReceiver' };
  const checked = checkMessage(headers, body, target.secret.shared, tx.now);
  if (!checked.ok) return { ok: false, status: 401, reason: checked.why };
  const parsed = statusMessage.safeParse(readJson(body));
  if (!parsed.success) return { ok: false, status: 400, reason: z.prettifyError(parsed.error) };
  const delivery = await deliveryById(tx, asUuid(parsed.data.delivery), { lock: true });
  if (!delivery || delivery.target !== name) return { ok: false, status: 404, reason: 'unknownDelivery' };
  const isNew = await keepInbound(tx, { target: name, messageId: checked.id, deliveryId: delivery.id, caseId: delivery.caseId, status: parsed.data.status });
  if (!isNew) return { ok: true, repeated: true };
  const { status, reference, text } = parsed.data;
  await updateDelivery(tx, delivery.id, { status, status_at: tx.now, ...(reference && { receipt: reference }) });
  const file = await findCase(tx, delivery.caseId);
  if (file) {
    await addEntry(tx, file, { kind: 'systemAnswered', part: 'all', authorKind: 'system', refId: delivery.id, content: { text: `${target.title}: ${statusWords[status]}${reference ? ` (${reference})` : ''}`, params: { from: target.title } } });
    if (text || status === 'rejected') {
      await addEntry(tx, file, { kind: 'note', part: 'staff', authorKind: 'system', refId: delivery.id, content: { text: `${target.title}: ${text ?? 'tog inte emot.'}` } });
    }
  }
  tx.audit({ event: 'exchange.statusTaken', dossierId: delivery.caseId, authorityId: delivery.authorityId, detail: { target: name, status } });
  return { ok: true, repeated: false };
}
