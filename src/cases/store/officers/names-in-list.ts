import { readingRule } from '../../../classification/index.ts';
import { fullName } from '../../../identity/index.ts';
import { asUuid, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import type { PartyFacts } from '../parties/parties.ts';
import { placeOf, q } from '../tables.ts';
import type { WorkItem } from './work-list.ts';

/** Whom a row of a list is about: a name; covered, for a protected identity; or not shown to this reader. */
export type RowName = { shown: 'name'; name: string } | { shown: 'protected' | 'notShown' | 'nobody' };

/**
 * Whom the cases of a page are about, for those that the reader may open as they are: names of others are not opened at all. Of the
 * highest class that is their own cases, and for a manager those nobody has. A protected identity is never uncovered in a list.
 * @param covered those whose cases the reader has while they are away
 */
export async function namesInList(tx: Tx, who: Staff, covered: readonly Uuid[], items: readonly WorkItem[]): Promise<Map<Uuid, RowName>> {
  const names = new Map<Uuid, RowName>(items.map((item) => [item.id, { shown: item.protected ? 'protected' : mayRead(who, covered, item) ? 'nobody' : 'notShown' }]));
  const open = items.filter(({ id }) => names.get(id)!.shown === 'nobody').map(({ id }) => id);
  if (!open.length) return names;
  const rows = await tx.all(q.selectFrom('cases.party').distinctOn('case_id').select(['id', 'case_id', 'facts_cipher']).where('tenant_id', '=', tx.tenant)
    .where('case_id', 'in', open).where('until_at', 'is', null).orderBy('case_id').orderBy('role').orderBy('added_at').orderBy('id'));
  for (const row of rows) {
    const facts = await tx.openJson<PartyFacts>(placeOf('cases.party', asUuid(row.id), 'facts_cipher'), row.facts_cipher);
    names.set(asUuid(row.case_id), facts.protection === 'none' ? { shown: 'name', name: fullName(facts) } : { shown: 'protected' });
  }
  return names;
}

/** Whether a reader may open a case without stating why: theirs, or of their unit when its class lets them. */
export function mayRead(who: Staff, covered: readonly Uuid[], item: Pick<WorkItem, 'assigneeId' | 'deputyId' | 'unitId' | 'confidentiality'>): boolean {
  const own = item.assigneeId === who.staffId || item.deputyId === who.staffId || (item.assigneeId !== null && covered.includes(item.assigneeId));
  const inUnit = own || who.unitIds.length === 0 || who.unitIds.includes(item.unitId);
  const rule = readingRule({ confidentiality: item.confidentiality }, { inUnit, own, distributes: who.roles.includes('manager'), caseUnassigned: item.assigneeId === null });
  return rule === 'open' || rule === 'distribution';
}
