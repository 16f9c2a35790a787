import { addWorkingDays, closuresFrom } from '../../organisation/index.ts';
import { addDays, formatMoney, swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { receiversWanted, versionById, type ServiceVersion } from '../../services/index.ts';
import { addTask, decisionsOf, findCase, inquiryContext, partiesOf, partyFacts, type CaseFile, type Decision } from '../../cases/index.ts';
import type { Answer, Answers } from '../../forms/index.ts';
import { bankAccount, readReceiver } from '../model/account.ts';
import { share } from '../model/shares.ts';
import { addOrder, moveOrder, ordersOfCase, type NewOrder, type OrderContent } from '../store/orders.ts';
import { paySettings } from '../store/settings.ts';

/** Days to take up what was paid too much: while the person remembers it. */
const daysToClaim = 7;

/**
 * Fills `decisionMade`: a granted decision of a service that pays makes its orders in the same transaction, so that no decision is
 * without its payment and no payment without its decision. A decision that changes an earlier one pays what is left to pay.
 */
export async function orderPayment(tx: Tx, { caseId, decisionId }: { caseId: Uuid; decisionId: Uuid }): Promise<void> {
  const file = await findCase(tx, caseId);
  if (!file) throw new Error('a decision in a case that cannot be seen');
  const version = await versionById(tx, file.versionId);
  const { payment } = version.compiled.folder.definition;
  if (!payment) return;
  const decision = (await decisionsOf(tx, caseId)).find(({ id }) => id === decisionId);
  const decided = decision && amountOf(decision);
  if (!decision || decided === undefined) return;
  const before = await stopEarlier(tx, file, decision);
  const totalOre = decided - before;
  if (totalOre < 0) await tellPaidTooMuch(tx, file, decision, -totalOre);
  if (totalOre <= 0) return;
  await makeOrders(tx, file, version, decision, totalOre);
}

/** More has been sent than is decided now. It is claimed back only by a decision of its own, with its grounds and a hearing: somebody takes that up, or not. */
async function tellPaidTooMuch(tx: Tx, file: CaseFile, decision: Decision, ore: number): Promise<void> {
  await addTask(tx, file, {
    key: `paidTooMuch:${decision.id}`, role: 'officer', dueDay: addDays(swedishDay(tx.now), daysToClaim),
    what: `Beslutet har ändrats och ${formatMoney(ore, 'sv')} för mycket har betalats ut. Ta ställning till om pengarna ska krävas tillbaka.`,
  });
}

/** What was decided to be paid, öre; nothing when the decision is not about paying. */
function amountOf({ type, outcome, content, items }: Decision): number | undefined {
  if (type === 'recovery' || type === 'revocation' || outcome === 'dismissed' || outcome === 'writtenOff') return undefined;
  const given = items.filter((item) => item.outcome !== 'refused' && item.amountOre !== null);
  if (content.amountOre !== undefined) return outcome === 'refused' ? 0 : content.amountOre;
  return given.length || outcome === 'refused' ? given.reduce((sum, { amountOre }) => sum + amountOre!, 0) : undefined;
}

/** Fills `decisionSetAside`: what has not been sent to the bank is stopped. What has been sent is for the new decision, and for people. */
export async function stopSetAside(tx: Tx, { caseId, decisionId }: { caseId: Uuid; decisionId: Uuid }): Promise<void> {
  const file = await findCase(tx, caseId);
  if (!file) return;
  for (const order of await ordersOfCase(tx, caseId, { lock: true })) {
    if (order.decisionId !== decisionId || !['held', 'made', 'attested'].includes(order.state)) continue;
    await moveOrder(tx, file.keyId, order, 'stopped', null, { reason: 'Beslutet har upphävts av domstol.' });
  }
}

/** A changed decision takes the place of the one it is about: what has not been sent is stopped. @returns what has been sent, öre */
async function stopEarlier(tx: Tx, file: CaseFile, decision: Decision): Promise<number> {
  if (!decision.aboutId) return 0;
  const about = await chainOf(tx, file.id, decision);
  let sent = 0;
  for (const order of await ordersOfCase(tx, file.id, { lock: true })) {
    if (!about.has(order.decisionId)) continue;
    if (order.state === 'held' || order.state === 'made' || order.state === 'attested') {
      await moveOrder(tx, file.keyId, order, 'stopped', null, { reason: 'Beslutet har ändrats.' });
    } else if (order.state === 'exported' || order.state === 'paid') sent += order.amountOre;
  }
  return sent;
}

/** The decisions that a changed decision stands in the place of: the one it is about, and those before that. */
async function chainOf(tx: Tx, caseId: Uuid, decision: Decision): Promise<ReadonlySet<Uuid>> {
  const byId = new Map((await decisionsOf(tx, caseId)).map((one) => [one.id, one]));
  const found = new Set<Uuid>();
  for (let about = decision.aboutId; about && !found.has(about); about = byId.get(about)?.aboutId ?? null) found.add(about);
  return found;
}

async function makeOrders(tx: Tx, file: CaseFile, version: ServiceVersion, decision: Decision, totalOre: number): Promise<void> {
  const payment = version.compiled.folder.definition.payment!;
  const { application, within } = await inquiryContext(tx, file, version);
  const wanted = receiversWanted(version.compiled, application, within);
  const receivers = payment.receivers.flatMap((one, place) => (wanted.includes(one) ? [{ line: `other${place}`, ...one }] : []));
  const items = decision.items.flatMap(({ item, outcome, amountOre }) => (outcome !== 'refused' && amountOre ? [{ item, amountOre }] : []));
  const shares = share(totalOre, items, receivers);
  const applicant = (await partiesOf(tx, file.id)).find(({ role }) => role === 'applicant')!;
  const settings = await paySettings(tx, file.authorityId);
  const period = decision.items.find(({ validFrom, validUntil }) => validFrom && validUntil);
  const common = {
    authorityId: file.authorityId, unitId: file.unitId, caseId: file.id, caseNumber: file.number, decisionId: decision.id, attempt: 1, partyId: applicant.id,
    dueDay: await payDay(tx, settings.leadDays), periodFrom: period?.validFrom ?? null, periodUntil: period?.validUntil ?? null, export: payment.export,
    deciderId: decision.decidedBy, covered: file.protected,
  };
  const wait = payment.when === 'reported';
  const add = async (one: Pick<NewOrder, 'line' | 'receiver' | 'amountOre' | 'content'>) => {
    const lacks = wait ? 'report' as const : one.content.account ? null : 'account' as const;
    const state = lacks ? 'held' as const : settings.attest === 'none' ? 'attested' as const : 'made' as const;
    await addOrder(tx, file.keyId, { ...common, ...one, mostOre: one.amountOre, state, lacks }, null);
  };
  for (const { line, amountOre } of shares.others) {
    await add({ line, receiver: 'other', amountOre, content: receiverOf(application[receivers.find((one) => one.line === line)!.to]) });
  }
  if (shares.applicantOre > 0) {
    await add({ line: 'applicant', receiver: 'party', amountOre: shares.applicantOre, content: await applicantContent(tx, applicant.id, payment.account, application) });
  }
  tx.audit({ event: 'payments.ordered', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { decision: decision.id, ore: totalOre } });
}

/** The day the money shall be there: so many working days from today. */
export async function payDay(tx: Tx, leadDays: number): Promise<string> {
  const today = swedishDay(tx.now);
  return addWorkingDays(today, leadDays, await closuresFrom(tx, addDays(today, 1)));
}

/** The applicant, and the account they have given. Without one somebody must ask: a guess would send money astray. */
async function applicantContent(tx: Tx, partyId: Uuid, question: string | undefined, application: Answers): Promise<OrderContent> {
  const facts = await partyFacts(tx, partyId);
  const answer = question === undefined ? undefined : said(application[question]);
  const account = isAccount(answer) ? bankAccount(answer) : undefined;
  return { name: `${facts?.givenName ?? ''} ${facts?.familyName ?? ''}`.trim(), ...(account && { account }) };
}

function receiverOf(given: Answer | undefined): OrderContent {
  const answer = said(given);
  if (isAccount(answer)) {
    const account = bankAccount(answer);
    return { name: '', ...(account && { account }) };
  }
  if (typeof answer === 'string') return { ...readReceiver(answer), written: answer };
  return { name: typeof answer === 'object' && 'name' in answer && typeof answer.name === 'string' ? answer.name : '' };
}

/** What somebody found right in what was fetched from last time is as good as what they write themselves. */
function said(answer: Answer | undefined): Answer | undefined {
  return typeof answer === 'object' && 'confirmed' in answer ? answer.confirmed as Answer : answer;
}

function isAccount(answer: Answer | undefined): answer is { clearing: string; account: string } {
  return typeof answer === 'object' && 'clearing' in answer && 'account' in answer;
}
