import type { CasePart } from '../../cases/index.ts';
import type { Tx, Uuid } from '../../platform/index.ts';
import { itemsInCase } from '../store/items.ts';
import { findRequest } from '../store/requests.ts';
import { releases } from './release-list-routes.tsx';

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
