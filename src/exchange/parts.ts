import { findCase, type CasePart } from '../cases/index.ts';
import { formatDateTime, type Tx, type Uuid } from '../platform/index.ts';
import { versionById } from '../services/index.ts';
import { asSource } from './actions/ask-benefits.ts';
import { statusWords } from './actions/take-status.ts';
import { questionsOfCase } from './store/benefit-questions.ts';
import { deliveriesOfCase, type Delivery } from './store/deliveries.ts';
import { mailsOfCase, type Mail } from './store/mails.ts';
import type { MailReason } from './store/tables.ts';
import { listTargets } from './store/targets.ts';

/** What has left a case for other systems, on the staff's page of it. */
export async function handOverParts(tx: Tx, caseId: Uuid): Promise<readonly CasePart[]> {
  const deliveries = await deliveriesOfCase(tx, caseId);
  if (!deliveries.length) return [];
  const names = new Map((await listTargets(tx)).map(({ name, title }) => [name, title]));
  return [{
    heading: 'Överlämnat till andra system', lines: deliveries.map((one) => lineOf(one, names.get(one.target) ?? one.target)),
    href: '/handlaggning/overlamningar', linkText: 'Alla överlämningar',
  }];
}

/** Decisions that go by digital mail, on the staff's page of their case. */
export async function mailParts(tx: Tx, caseId: Uuid): Promise<readonly CasePart[]> {
  const mails = await mailsOfCase(tx, caseId);
  return mails.length ? [{ heading: 'Digital post', lines: mails.map(mailLine) }] : [];
}

/** A way to the page of benefits, in a case whose service has told whoever applies of it. */
export async function benefitParts(tx: Tx, caseId: Uuid): Promise<readonly CasePart[]> {
  const file = await findCase(tx, caseId);
  if (!file || !(await versionById(tx, file.versionId)).compiled.folder.definition.privacy.sources.some(({ id }) => id === asSource)) return [];
  const [last] = await questionsOfCase(tx, caseId);
  const line = { none: 'Inga uppgifter är hämtade.', waiting: 'Svaret är på väg.', answered: `Hämtade ${last?.answeredAt ? formatDateTime(last.answeredAt, 'sv') : ''}.`, failed: 'Registret svarade inte.' };
  return [{ heading: 'Förmåner', lines: [line[last?.state ?? 'none']], href: `/handlaggning/arenden/${caseId}/formaner`, linkText: 'Hämta och läs uppgifter om förmåner' }];
}

function mailLine({ state, deliveredAt, attempts, reason }: Mail): string {
  switch (state) {
    case 'waiting': return `Beslutet är på väg som digital post. Skicka inget brev än.${attempts ? ` ${attempts} försök har inte gått fram.` : ''}`;
    case 'delivered': return `Beslutet lämnades i mottagarens digitala brevlåda ${formatDateTime(deliveredAt!, 'sv')}.`;
    case 'letter': return `Skicka beslutet som brev. ${reason ? reasons[reason] : ''}`;
  }
}

const reasons: Record<MailReason, string> = {
  noMailbox: 'Mottagaren har ingen digital brevlåda.', declined: 'Mottagaren vill inte ha digital post från oss.', tooLarge: 'Beslutet är för stort för digital post.',
  refused: 'Den digitala brevlådan tog inte emot det.', unreachable: 'Tjänsten för digital post svarade inte.', noDocument: 'Det finns inget brev att skicka digitalt.',
};

/** Where a delivery stands, in a sentence. */
export function lineOf(delivery: Delivery, to: string): string {
  const what = delivery.what === 'permit' ? 'Tillståndet' : 'Ärendet';
  switch (delivery.state) {
    case 'waiting': return delivery.attempts ? `${what} kunde inte lämnas till ${to} än. ${delivery.attempts} försök.` : `${what} är på väg till ${to}.`;
    case 'failed': return `${what} kunde inte lämnas till ${to} efter ${delivery.attempts} försök. Någon behöver se efter.`;
    case 'stopped': return `${what} ska inte lämnas till ${to}.`;
    case 'delivered': {
      const answer = delivery.status ? ` Svar: ${statusWords[delivery.status as keyof typeof statusWords] ?? delivery.status}.` : '';
      return `${what} lämnades till ${to} ${formatDateTime(delivery.deliveredAt!, 'sv')}.${delivery.receipt ? ` Kvittens ${delivery.receipt}.` : ''}${answer}`;
    }
  }
}
