import type { CasePart } from '../cases/index.ts';
import { formatDateTime, type Tx, type Uuid } from '../platform/index.ts';
import { statusWords } from './actions/take-status.ts';
import { deliveriesOfCase, type Delivery } from './store/deliveries.ts';
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
