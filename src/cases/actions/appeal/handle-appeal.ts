import type { Staff, Tx, Uuid } from '../../../platform/index.ts';
import { isInTime } from '../../model/appeal/appeal-time.ts';
import { addAppeal, appealsOf, type Appeal } from '../../store/appeal/appeals.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { notificationsOf } from '../../store/notification/notifications.ts';
import { register } from '../../store/register/records.ts';
import { q } from '../../store/tables.ts';
import { mayTry, smallDecision } from '../decision/small-decision.ts';
import type { OpenedCase } from '../case/open-case.ts';

/** Enters an appeal that came on paper or at the counter: received whenever it came. */
export async function receiveAppeal(
  tx: Tx, who: Staff, { file }: OpenedCase, appeal: { decisionId: Uuid; partyId: Uuid; day: string; text: string },
): Promise<Uuid> {
  const id = await addAppeal(tx, file, { decisionId: appeal.decisionId, partyId: appeal.partyId, channel: 'paper', receivedDay: appeal.day, content: { wants: appeal.text, why: '', files: [] } });
  await register(tx, file, { direction: 'in', title: 'Överklagande', day: appeal.day, refId: id });
  await addEntry(tx, file, { kind: 'appealReceived', part: appeal.partyId, authorKind: 'staff', authorId: who.staffId, refId: id });
  await updateCase(tx, file.id, { last_event_at: tx.now, outside_event_at: tx.now });
  tx.audit({ event: 'cases.appealEntered', dossierId: file.id, unitId: file.unitId });
  tx.emit('cases.appealed', { case: file.id, appeal: id });
  return id;
}

/** Tries whether an appeal came in time (45 § förvaltningslagen), by the day its party got the decision. @returns why not, in words to the officer */
export async function tryAppeal(tx: Tx, who: Staff, opened: OpenedCase, appeal: Appeal): Promise<{ ok: true } | { ok: false; why: string[] }> {
  const { file } = opened;
  const may = await mayTry(tx, who, opened);
  if (!may.ok) return may;
  const told = (await notificationsOf(tx, file.id)).find(({ decisionId, partyId }) => decisionId === appeal.decisionId && partyId === appeal.partyId);
  const lastDay = told?.appealUntil ?? null;
  const inTime = isInTime(appeal.receivedDay, lastDay);
  const tried = await tx.run(q.updateTable('cases.appeal').set({ tried_at: tx.now, tried_by: who.staffId, in_time: inTime, last_day: lastDay, tried_point: may.point })
    .where('tenant_id', '=', tx.tenant).where('id', '=', appeal.id).where('tried_at', 'is', null));
  if (!tried) return { ok: false, why: ['Det är redan prövat.'] };
  await register(tx, file, { direction: 'drawnUp', title: 'Rättidsprövning', refId: appeal.id });
  await addEntry(tx, file, { kind: 'appealTried', part: appeal.partyId, authorKind: 'staff', authorId: who.staffId, refId: appeal.id });
  tx.audit({ event: 'cases.appealTried', dossierId: file.id, unitId: file.unitId, detail: { inTime, ...(may.point && { point: may.point }) } });
  return { ok: true };
}

/** Dismisses an appeal that came late. That is a decision: by delegation, told, and appealable in its turn. */
export async function dismissAppeal(tx: Tx, who: Staff, opened: OpenedCase, appeal: Appeal): Promise<{ ok: true } | { ok: false; why: string[] }> {
  if (appeal.inTime !== false || appeal.dismissedDecisionId) return { ok: false, why: ['Bara ett överklagande som har prövats och kommit in för sent kan avvisas.'] };
  const done = await smallDecision(tx, who, opened, {
    type: 'appealDismissal', point: 'dismissal', outcome: 'dismissed', parties: [appeal.partyId],
    reasons: [`Överklagandet kom in ${appeal.receivedDay}. Sista dagen att överklaga var ${appeal.lastDay ?? ''}. Det har alltså kommit in för sent, och då ska det avvisas (45 § förvaltningslagen).`],
    heading: 'Ditt överklagande avvisas', summary: 'Ditt överklagande kom in för sent. Därför prövas det inte.',
  });
  if (!done.ok) return done;
  await tx.run(q.updateTable('cases.appeal').set({ dismissed_decision_id: done.id }).where('tenant_id', '=', tx.tenant).where('id', '=', appeal.id));
  await addEntry(tx, opened.file, { kind: 'appealDismissed', part: appeal.partyId, authorKind: 'staff', authorId: who.staffId, refId: appeal.id });
  return { ok: true };
}

/** An appeal of the case, by its id. */
export async function findAppeal(tx: Tx, caseId: Uuid, id: string): Promise<Appeal | undefined> {
  return (await appealsOf(tx, caseId)).find((appeal) => appeal.id === id);
}
