import { staffOf, type Assignment, type StaffMember } from '../../../identity/index.ts';
import type { Staff, Tx, Uuid } from '../../../platform/index.ts';
import { coveredBy } from '../../store/officers/absences.ts';
import { findCase, updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { inTurn } from '../../store/in-turn.ts';
import { biasedIn } from '../../store/officers/load.ts';
import { assignCase } from './assign.ts';

export const severalDeeds = ['take', 'give', 'deputy', 'urgent', 'notUrgent'] as const;
export type SeveralDeed = (typeof severalDeeds)[number];

export interface SeveralWish {
  deed: SeveralDeed;
  cases: readonly Uuid[];
  /** who gets them, or stands in: for `give` and `deputy` */
  to?: Uuid;
  /** of `take`: those that the reader has said that they are not biased in, one by one */
  unbiased?: readonly Uuid[];
}

/** Why nothing was done with a case. */
export type NotDone = 'notHere' | 'closed' | 'taken' | 'biased' | 'biasUnanswered' | 'notYours' | 'notEligible' | 'already' | 'changed';

export interface DoneWith {
  id: Uuid;
  /** undefined: it is none of the reader's, and nothing is told of it */
  number?: string;
  why?: NotDone;
}

/**
 * Does the same with several cases. Each is tried by itself, by the same rules as one by one, and what could not be done is told with why.
 * Cases are locked in the order of their ids, so that two who do this at once do not wait for each other.
 */
export async function actOnSeveral(tx: Tx, who: Staff, wish: SeveralWish): Promise<DoneWith[]> {
  const colleagues = wish.to ? await staffOf(tx, who.authorityId!) : [];
  const to = colleagues.find(({ id }) => id === wish.to);
  const covered = await coveredBy(tx, who.staffId);
  const biased = await biasedIn(tx, wish.cases);
  return inTurn([...wish.cases].sort(), async (id): Promise<DoneWith> => {
    const file = await findCase(tx, id, { lock: true });
    const own = file !== undefined && (file.assigneeId === who.staffId || file.deputyId === who.staffId || (file.assigneeId !== null && covered.includes(file.assigneeId)));
    if (!file || !(own || who.unitIds.length === 0 || who.unitIds.includes(file.unitId))) return { id, why: 'notHere' };
    const why = await doOne(tx, who, file, wish, { own, to, biased: biased.get(id) ?? [] });
    return { id, number: file.number, ...(why && { why }) };
  });
}

type Colleague = StaffMember & { assignments: readonly Assignment[] };

interface Standing { own: boolean; to: Colleague | undefined; biased: readonly Uuid[] }

async function doOne(tx: Tx, who: Staff, file: CaseFile, wish: SeveralWish, standing: Standing): Promise<NotDone | undefined> {
  if (file.closedAt) return 'closed';
  switch (wish.deed) {
    case 'take': return take(tx, who, file, wish, standing);
    case 'give': case 'deputy': return give(tx, who, file, wish.deed, standing);
    case 'urgent': case 'notUrgent': return mark(tx, who, file, wish.deed === 'urgent', standing);
  }
}

async function take(tx: Tx, who: Staff, file: CaseFile, { unbiased = [] }: SeveralWish, { biased }: Standing): Promise<NotDone | undefined> {
  if (file.assigneeId === who.staffId) return 'already';
  if (file.assigneeId !== null) return 'taken';
  if (biased.includes(who.staffId)) return 'biased';
  if (!unbiased.includes(file.id)) return 'biasUnanswered';
  return await assignCase(tx, who, file, { kind: 'take', to: who.staffId, unbiased: true }) ? undefined : 'changed';
}

async function give(tx: Tx, who: Staff, file: CaseFile, deed: 'give' | 'deputy', { own, to, biased }: Standing): Promise<NotDone | undefined> {
  if (!own && !who.roles.includes('manager')) return 'notYours';
  if (!to || !worksWith(to, file.unitId)) return 'notEligible';
  if (biased.includes(to.id)) return 'biased';
  if (to.id === file.assigneeId || (deed === 'deputy' && to.id === file.deputyId)) return 'already';
  const kind = deed === 'deputy' ? 'deputy' : own ? 'handOver' : 'reassign';
  return await assignCase(tx, who, file, { kind, to: to.id, unbiased: false }) ? undefined : 'changed';
}

/** Who handles the case, or answers for the unit, says that it is pressing: it stands first where work is spread. */
async function mark(tx: Tx, who: Staff, file: CaseFile, urgent: boolean, { own }: Standing): Promise<NotDone | undefined> {
  if (!own && !who.roles.includes('manager')) return 'notYours';
  if (file.urgent === urgent) return 'already';
  await updateCase(tx, file.id, { urgent, last_event_at: tx.now });
  await addEntry(tx, file, { kind: urgent ? 'urgencySet' : 'urgencyLifted', part: 'staff', authorKind: 'staff', authorId: who.staffId });
  tx.audit({ event: 'cases.urgencyChanged', dossierId: file.id, unitId: file.unitId, detail: { urgent } });
  return undefined;
}

/** Whether somebody may have cases of a unit: officers, deputies and managers of it, or of the whole authority. */
export function worksWith({ assignments }: Pick<Colleague, 'assignments'>, unitId: Uuid): boolean {
  return assignments.some((one) => ['officer', 'deputy', 'manager'].includes(one.role) && (one.unitId === undefined || one.unitId === unitId));
}
