import { formatDate, formatMoney, type Tx, type Uuid } from '../platform/index.ts';
import type { CasePart } from '../cases/index.ts';
import { ordersOfCase, stepsOf, type PayOrder } from './store/orders.ts';
import { leftOf } from './model/balance.ts';
import { chargeEvents, chargesOfCase, type Charge } from './store/charges.ts';
import { chargeEventWords, chargeKinds, chargeStates, lackWords } from './staff/words.ts';

const charges = '/handlaggning/utbetalningar/fordringar';

/** What is shown of payments on the staff's page of a case: amounts and days, without accounts. */
export async function paymentParts(tx: Tx, caseId: Uuid): Promise<readonly CasePart[]> {
  const orders = await ordersOfCase(tx, caseId);
  const lines: string[] = [];
  for (const order of orders) lines.push(await lineOf(tx, order));
  const owed: CasePart[] = [];
  for (const charge of await chargesOfCase(tx, caseId)) owed.push(await owedPart(tx, charge));
  return [...(lines.length ? [{ heading: 'Utbetalningar', lines }] : []), ...owed];
}

async function owedPart(tx: Tx, charge: Charge): Promise<CasePart> {
  const events = await chargeEvents(tx, charge.id);
  const left = Math.max(0, leftOf(charge.amountOre, events));
  const reasons = events.filter(({ reason }) => reason).map(({ kind, amountOre, reason }) => `${chargeEventWords[kind]} ${formatMoney(amountOre)}. ${reason}`);
  return {
    heading: chargeKinds[charge.kind], lines: [`${formatMoney(charge.amountOre)} är beslutat. ${formatMoney(left)} är kvar att betala. ${chargeStates[charge.state]}.`, ...reasons],
    href: `${charges}/${charge.id}`, linkText: 'Visa eller ändra',
  };
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
