import { formatDate, formatMoney, type Tx, type Uuid } from '../platform/index.ts';
import type { CasePart } from '../cases/index.ts';
import { ordersOfCase, stepsOf, type PayOrder } from './store/orders.ts';
import { lackWords } from './staff/words.ts';

/** What is shown of payments on the staff's page of a case: amounts and days, without accounts. */
export async function paymentParts(tx: Tx, caseId: Uuid): Promise<readonly CasePart[]> {
  const orders = await ordersOfCase(tx, caseId);
  const lines: string[] = [];
  for (const order of orders) lines.push(await lineOf(tx, order));
  return lines.length ? [{ heading: 'Utbetalningar', lines }] : [];
}

async function lineOf(tx: Tx, order: PayOrder): Promise<string> {
  const what = `${formatMoney(order.amountOre)} ${order.receiver === 'party' ? 'till den sökande' : 'till en annan mottagare'}`;
  const last = (await stepsOf(tx, order.id)).at(-1);
  const day = last ? formatDate(last.at, 'sv') : '';
  switch (order.state) {
    case 'held': return `${what}: ${lackWords[order.lacks!].toLowerCase()}.`;
    case 'made': return `${what} väntar på attest.`;
    case 'attested': return `${what} skickas till banken och betalas ${formatDate(order.dueDay, 'sv')}.`;
    case 'exported': return `${what} skickades till banken ${day} och betalas ${formatDate(order.dueDay, 'sv')}.`;
    case 'paid': return `${what} är betald, enligt bankens kvittens ${day}.`;
    case 'rejected': return `${what} kom tillbaka ${day}. ${last?.reason ?? ''}`.trim();
    case 'stopped': return `${what} stoppades ${day}. ${last?.reason ?? ''}`.trim();
  }
}
