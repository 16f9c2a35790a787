import { Fragment, type VNode } from 'preact';
import { Section, formatDate, formatMoney, type Language, type Tx, type Uuid } from '../platform/index.ts';
import { notificationsOf } from '../cases/index.ts';
import { isRemitted, leftOf } from './model/balance.ts';
import { chargeEvents, chargesOfCase, instalmentsOf, type Charge } from './store/charges.ts';
import { orderContent, ordersOfCase, type PayOrder } from './store/orders.ts';
import { texts } from './texts.ts';

/**
 * Payments on the page of one's case: how much, where, when, and how it stands in a sentence. Each sees the end of their own account
 * and nobody else's; somebody else who is paid is named to the one who named them.
 */
export async function paymentsForParty(tx: Tx, of: { caseId: Uuid; partyId: Uuid; language: Language }): Promise<VNode | undefined> {
  // What a decision says is shown once it has been opened, and so is the money that follows: that is when the time to appeal begins.
  const read = new Set((await notificationsOf(tx, of.caseId)).filter(({ partyId, openedAt, servedAt }) => partyId === of.partyId && (openedAt ?? servedAt) !== null).map(({ decisionId }) => decisionId));
  const orders = (await ordersOfCase(tx, of.caseId)).filter(({ decisionId }) => read.has(decisionId));
  // What came back and is paid again is told once, as it stands now.
  const current = orders.filter(({ decisionId, line, attempt }) => !orders.some((one) => one.decisionId === decisionId && one.line === line && one.attempt > attempt));
  const lines: string[] = [];
  for (const order of current) lines.push(await sentence(tx, order, of));
  const owed: VNode[] = [];
  for (const charge of (await chargesOfCase(tx, of.caseId)).filter(({ decisionId }) => read.has(decisionId))) owed.push(await owedSection(tx, charge, of.language));
  if (!lines.length && !owed.length) return undefined;
  return (
    <Fragment key="payments">
      {lines.length > 0 && <Section heading={texts(of.language, 'heading')}><ul class="ds-list">{lines.map((line, place) => <li key={place}>{line}</li>)}</ul></Section>}
      {owed}
    </Fragment>
  );
}

/** What is owed in the case: how much, what is left, and when it is paid. */
async function owedSection(tx: Tx, charge: Charge, language: Language): Promise<VNode> {
  const t = (key: string, params: Record<string, string> = {}) => texts(language, `owed.${key}`, params);
  const events = await chargeEvents(tx, charge.id);
  const left = leftOf(charge.amountOre, events);
  const plan = left > 0 ? await instalmentsOf(tx, charge.id) : [];
  const [amount, rest] = [formatMoney(charge.amountOre, language), formatMoney(Math.max(0, left), language)];
  return (
    <Section key={charge.id} heading={t(charge.kind)}>
      <p>{left <= 0 ? t(isRemitted(events) ? 'remitted' : 'settled') : left === charge.amountOre ? t('amount', { amount }) : t('left', { left: rest, amount })}</p>
      {left > 0 && <p>{t(charge.state === 'made' ? 'coming' : 'sent')}</p>}
      {plan.length > 0 && <><p>{t('plan')}</p><ul class="ds-list">{plan.map(({ dueDay, amountOre }) => <li key={dueDay}>{t('part', { date: formatDate(dueDay, language), amount: formatMoney(amountOre, language) })}</li>)}</ul></>}
    </Section>
  );
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
