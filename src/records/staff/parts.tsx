import type { CasePart } from '../../cases/index.ts';
import { Link, href, swedishDay, type RequestContext, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { itemsInCase } from '../store/items.ts';
import { findRequest, waitingRequests } from '../store/requests.ts';
import { readers } from './frame.tsx';
import { releases } from './release-list-routes.tsx';

/** On the staff's first page: requests that wait, and how many are late. The law says promptly, so they are not to be looked for. */
export async function waiting({ tx, who, now }: RequestContext<Staff>) {
  if (!who.authorityId || !who.roles.some((role) => readers.roles.includes(role))) return [];
  const { open, late } = await waitingRequests(tx, who.authorityId, swedishDay(now));
  if (!open) return [];
  const text = `${open} begäran om utlämnande att besvara${late ? `, ${late} är för sena` : ''}`;
  return [{ key: 'records-requests', node: <Link href={href(releases)}>{text}</Link> }];
}

/** On the page of a case: that documents of it have been asked for. */
export async function releasePart(tx: Tx, caseId: Uuid): Promise<readonly CasePart[]> {
  const asked = [...new Set((await itemsInCase(tx, caseId)).map(({ requestId }) => requestId))].slice(0, 10);
  const lines: string[] = [];
  for (const id of asked) {
    const request = await findRequest(tx, id);
    if (request) lines.push(`${request.number}: ${request.closedAt ? 'besvarad' : `besvaras senast ${request.dueDay}`}`);
  }
  return lines.length ? [{ heading: 'Begäran om utlämnande', lines, href: asked.length === 1 ? `${releases}/${asked[0]}` : releases, linkText: 'Till begäran' }] : [];
}
