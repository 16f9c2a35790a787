import { addDays, formatDate, swedishDay, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { addOutcome, outcomesOf } from '../../store/appeal/appeal-outcomes.ts';
import type { Appeal } from '../../store/appeal/appeals.ts';
import type { CourtOutcome } from '../../store/authority/authority-tables.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { register } from '../../store/register/records.ts';
import { q } from '../../store/tables.ts';
import type { Outcome } from '../../../services/index.ts';
import { addTask, endTask } from '../../store/clocks/tasks.ts';
import { changeDecision, setAside } from './settle-decision.ts';
import type { OpenedCase } from '../case/open-case.ts';

export interface OutcomeWish {
  instance: string;
  outcome: CourtOutcome;
  /** what a changed decision says now; absent when it says the same, on other terms */
  now?: Outcome;
  decidedDay: string;
  /** last day to appeal it further; absent when it is not known yet */
  finalDay?: string;
  number: string;
  text: string;
}

/**
 * Enters what a court or a county board has said of an appeal. Changed: what holds now is told, and carried out (`changeDecision`). Sent back: the
 * decision is void for everyone, and the same thing is decided anew in the case (`setAside`). Otherwise the decision stands. The party is told.
 * @returns why not, in words to the officer
 */
export async function recordOutcome(tx: Tx, who: Staff, opened: OpenedCase, appeal: Appeal, wish: OutcomeWish): Promise<{ ok: true } | { ok: false; why: string[] }> {
  const { file, today } = opened;
  const why: string[] = [];
  if (!appeal.passedOnAt) why.push('Överklagandet är inte överlämnat än.');
  if (!wish.instance.trim()) why.push('Skriv vem som har avgjort det.');
  if (wish.decidedDay > today) why.push('Dagen har inte varit än.');
  if (wish.finalDay !== undefined && wish.finalDay < wish.decidedDay) why.push('Sista dagen att överklaga ligger före avgörandet.');
  if (wish.outcome === 'changed' && !wish.text.trim()) why.push('Skriv vad som gäller nu.');
  if (why.length) return { ok: false, why };
  const id = await addOutcome(tx, file, {
    appealId: appeal.id, partyId: appeal.partyId, instance: wish.instance.trim(), outcome: wish.outcome, decidedDay: wish.decidedDay,
    finalDay: wish.finalDay ?? null, content: { number: wish.number.trim(), text: wish.text.trim() }, recordedBy: who.staffId,
  });
  await register(tx, file, { direction: 'in', title: `Avgörande från ${wish.instance.trim()}`, refId: id });
  await addEntry(tx, file, { kind: 'courtDecided', part: appeal.partyId, authorKind: 'staff', authorId: who.staffId, refId: id, content: { params: { court: wish.instance.trim() } } });
  await updateCase(tx, file.id, { last_event_at: tx.now, outside_event_at: tx.now });
  tx.audit({ event: 'cases.courtDecided', dossierId: file.id, unitId: file.unitId, detail: { outcome: wish.outcome } });
  tx.emit('cases.courtDecided', { case: file.id, appeal: appeal.id });
  if (wish.finalDay === undefined) await askAboutFinal(tx, opened, id, wish);
  const said = { instance: wish.instance.trim(), day: wish.decidedDay };
  if (wish.outcome === 'changed') {
    await changeDecision(tx, who, opened, appeal.decisionId, { ...said, now: wish.now, text: [`${said.instance} har ändrat beslutet.`, wish.text.trim()].join('\n\n') });
    await addTask(tx, file, { key: courtTask(id), role: 'officer', dueDay: addDays(today, 7), what: `${wish.instance} har ändrat beslutet (${formatDate(wish.decidedDay, 'sv')}). Se till att det som gäller nu blir gjort, också i tillstånd och utbetalningar.` });
  }
  if (wish.outcome === 'sentBack') {
    const text = [`${said.instance} har upphävt beslutet och lämnat tillbaka ärendet.`, wish.text.trim()].filter(Boolean).join('\n\n');
    await setAside(tx, who, opened, appeal.decisionId, { ...said, text });
    await addTask(tx, file, { key: courtTask(id), role: 'officer', dueDay: addDays(today, 7), what: `${said.instance} har lämnat tillbaka ärendet (${formatDate(wish.decidedDay, 'sv')}). Pröva det på nytt.` });
  }
  return { ok: true };
}

/** The task that an outcome gives: it ends with the decision that carries the outcome out. */
export const courtTask = (outcomeId: Uuid): string => `court:${outcomeId}`;

async function askAboutFinal(tx: Tx, { file, today }: OpenedCase, id: Uuid, { instance }: OutcomeWish): Promise<void> {
  await addTask(tx, file, { key: finalKey(id), role: 'officer', dueDay: addDays(today, 28), what: `Ta reda på om avgörandet från ${instance} har överklagats vidare, och skriv in när det får laga kraft.` });
}

/** Notes when an outcome becomes final, or that it has been appealed further (`finalDay` absent). @returns false when it is no outcome of the case */
export async function settleFinalDay(tx: Tx, who: Staff, { file }: OpenedCase, outcomeId: Uuid, finalDay: string | undefined): Promise<boolean> {
  if (!(await outcomesOf(tx, file.id)).some(({ id }) => id === outcomeId)) return false;
  await tx.run(q.updateTable('cases.appeal_outcome').set({ final_day: finalDay ?? null }).where('tenant_id', '=', tx.tenant).where('id', '=', outcomeId));
  await endTask(tx, file.id, finalKey(outcomeId), who.staffId);
  tx.audit({ event: 'cases.outcomeSettled', dossierId: file.id, unitId: file.unitId, detail: { further: finalDay === undefined, day: finalDay ?? swedishDay(tx.now) } });
  return true;
}

const finalKey = (id: Uuid) => `final:${id}`;
