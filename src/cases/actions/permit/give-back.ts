import { addDays, formatDate, type Tx, type Uuid } from '../../../platform/index.ts';
import { findCase } from '../../store/case/case-file.ts';
import { addTask } from '../../store/clocks/tasks.ts';
import { endPermit, findPermit, permitState, type Permit } from '../../store/permit/permits.ts';
import { partyEvent } from '../parties/party-event.ts';

/** The officer sees to what hangs on it: a card, a parking space, what others have been told of. */
const daysToSeeTo = 7;

/** Whether a permit may be given back: it is valid, or begins later, and nothing has ended it. */
export function mayGiveBack(permit: Pick<Permit, 'validFrom' | 'validUntil' | 'remindDay' | 'endedWhy'>, today: string): boolean {
  return permit.endedWhy === null && permitState(permit, today) !== 'ended';
}

/**
 * The holder of a permit gives it back: a record that comes in, a line in the timeline and a task for the officer. It is no decision, and
 * takes nothing away that the person wants to keep.
 * @param from the first day on which it is not valid, `YYYY-MM-DD`: not before today, nor after its last day
 * @returns false when it had ended already, or the day does not fit
 */
export async function giveBack(tx: Tx, at: { caseId: Uuid; permitId: Uuid; personId: Uuid; by: Uuid; today: string }, from: string): Promise<boolean> {
  // Locked, so that of two presses at once the second finds what the first did.
  const file = await findCase(tx, at.caseId, { lock: true });
  const permit = await findPermit(tx, at.permitId);
  if (!file || !permit || permit.caseId !== file.id || !mayGiveBack(permit, at.today)) return false;
  if (from < at.today || (permit.validUntil !== null && from > permit.validUntil)) return false;
  const lastDay = addDays(from, -1);
  await endPermit(tx, permit.id, lastDay, 'returned');
  await partyEvent(tx, file, { kind: 'permitReturned', part: permit.partyId, by: at.by, refId: permit.id, record: 'Återlämnat tillstånd', params: { day: lastDay } });
  await addTask(tx, file, {
    key: `returned:${permit.id}`, role: 'officer', dueDay: addDays(at.today, daysToSeeTo),
    what: `Tillståndet är tillbakalämnat. Sista dag är ${formatDate(lastDay, 'sv')}. Se till att kort, beställningar och annat som hör till det avslutas.`,
  });
  tx.audit({ event: 'cases.permitReturned', dossierId: file.id, subjectId: at.personId, authorityId: file.authorityId, unitId: file.unitId });
  tx.emit('cases.permitReturned', { case: file.id, permit: permit.id, person: at.personId });
  return true;
}
