import type { VNode } from 'preact';
import { Section, formatDate, formatMoney, type Language, type Tx, type Uuid } from '../platform/index.ts';
import { orderContent, ordersOfCase, type PayOrder } from './store/orders.ts';
import { texts } from './texts.ts';

/**
 * Payments on the page of one's case: how much, where, when, and how it stands in a sentence. Each sees the end of their own account
 * and nobody else's; somebody else who is paid is named to the one who named them.
 */
export async function paymentsForParty(tx: Tx, of: { caseId: Uuid; partyId: Uuid; language: Language }): Promise<VNode | undefined> {
  const orders = await ordersOfCase(tx, of.caseId);
  // What came back and is paid again is told once, as it stands now.
  const current = orders.filter(({ decisionId, line, attempt }) => !orders.some((one) => one.decisionId === decisionId && one.line === line && one.attempt > attempt));
  if (!current.length) return undefined;
  const lines: string[] = [];
  for (const order of current) lines.push(await sentence(tx, order, of));
  return <Section key="payments" heading={texts(of.language, 'heading')}><ul class="ds-list">{lines.map((line, place) => <li key={place}>{line}</li>)}</ul></Section>;
}

async function sentence(tx: Tx, order: PayOrder, { partyId, language }: { partyId: Uuid; language: Language }): Promise<string> {
  return texts(language, `state.${order.state}`, {
    amount: formatMoney(order.amountOre, language), date: formatDate(order.dueDay, language), to: await receiver(tx, order, order.partyId === partyId, language),
  });
}

async function receiver(tx: Tx, order: PayOrder, mine: boolean, language: Language): Promise<string> {
  if (!mine) return texts(language, order.receiver === 'party' ? 'applicant' : 'otherUnnamed');
  const { name, account } = await orderContent(tx, order.id);
  if (order.receiver === 'other') return name ? texts(language, 'other', { name }) : texts(language, 'otherUnnamed');
  if (account?.kind === 'notice') return texts(language, 'youNotice');
  const number = account && ('account' in account ? account.account : account.number);
  return number ? texts(language, 'youAccount', { end: number.slice(-4) }) : texts(language, 'you');
}
