import { addDuration, formatDate, sameOrNextWorkday, swedishDay, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { findCase, updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { keepClocks } from '../../store/clocks/clocks.ts';
import { addDelayRequest, delayRequestsOf, refuseDelayRequest, type DelayRequest } from '../../store/clocks/delay-requests.ts';
import { addEntry } from '../../store/case/entries.ts';
import { register } from '../../store/register/records.ts';
import { addTask, endTask } from '../../store/clocks/tasks.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { partyEvent } from '../parties/party-event.ts';
import { smallDecision } from '../decision/small-decision.ts';

/** A case that a party has begun may take this long before they can ask that it be settled, and the authority then has this long (12 § förvaltningslagen). */
const before = 'P6M';
const within = 'P4W';

/** `over`: the case is decided or ended. `twice`: it has been asked for once; the law gives one time while a case is handled. */
export type Asked = { ok: true; id: Uuid; ripe: boolean } | { ok: false; why: 'over' | 'twice' };

/** The first day a party may ask that a case be settled. */
export function mayAskFrom({ arrivedDay }: Pick<CaseFile, 'arrivedDay'>): string {
  return addDuration(arrivedDay, before);
}

/** A party asks on My pages. What comes too early is received all the same, and refused by the authority. */
export async function askSettlement(tx: Tx, at: { file: CaseFile; partyId: Uuid; by: Uuid }, text: string): Promise<Asked> {
  const file = await findCase(tx, at.file.id, { lock: true });
  if (!file) return { ok: false, why: 'over' };
  const asked = await receive(tx, file, { partyId: at.partyId, channel: 'web', day: swedishDay(tx.now), text });
  if (!asked.ok) return asked;
  await partyEvent(tx, file, { kind: 'delayAsked', part: at.partyId, by: at.by, refId: asked.id, record: 'Begäran om att ärendet ska avgöras' });
  tx.audit({ event: 'cases.settlementAsked', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { ripe: asked.ripe } });
  tx.emit('cases.settlementAsked', { case: file.id });
  return asked;
}

/** Enters a request that came on paper, whenever it came. */
export async function enterSettlementRequest(tx: Tx, who: Staff, { file }: OpenedCase, request: { partyId: Uuid; day: string; text: string }): Promise<Asked> {
  const asked = await receive(tx, file, { ...request, channel: 'paper' });
  if (!asked.ok) return asked;
  await register(tx, file, { direction: 'in', title: 'Begäran om att ärendet ska avgöras', day: request.day, refId: asked.id });
  await addEntry(tx, file, { kind: 'delayAsked', part: request.partyId, authorKind: 'staff', authorId: who.staffId, refId: asked.id });
  await updateCase(tx, file.id, { last_event_at: tx.now, outside_event_at: tx.now });
  tx.audit({ event: 'cases.settlementAsked', dossierId: file.id, unitId: file.unitId, detail: { ripe: asked.ripe } });
  tx.emit('cases.settlementAsked', { case: file.id });
  return asked;
}

async function receive(tx: Tx, file: CaseFile, { partyId, channel, day, text }: { partyId: Uuid; channel: 'web' | 'paper'; day: string; text: string }): Promise<Asked> {
  if (file.decidedAt || file.closedAt) return { ok: false, why: 'over' };
  // One that came too early was no use of the one time that the law gives.
  const mine = (await delayRequestsOf(tx, file.id)).filter(({ endedAt, ripe }) => ripe || endedAt === null);
  if (mine.length > 0) return { ok: false, why: 'twice' };
  const ripe = mayAskFrom(file) <= day;
  const dueDay = sameOrNextWorkday(addDuration(day, within));
  const id = await addDelayRequest(tx, file, { partyId, channel, receivedDay: day, dueDay, ripe, text });
  await keepClocks(tx, file.id);
  await addTask(tx, file, {
    key: taskKey(id), role: 'officer', dueDay,
    what: ripe ? `Parten begär att ärendet avgörs. Besluta i ärendet senast ${formatDate(dueDay, 'sv')}, eller avslå begäran i ett särskilt beslut (12 § förvaltningslagen).`
      : 'Parten begär att ärendet avgörs, men sex månader har inte gått. Besluta i ärendet, eller avslå begäran i ett särskilt beslut (12 § förvaltningslagen).',
  });
  return { ok: true, id, ripe };
}

/** Refuses a request by a decision of its own, which can be appealed as the decision in the case can. @returns why not, in words to the officer */
export async function refuseSettlement(tx: Tx, who: Staff, opened: OpenedCase, request: DelayRequest, reasons: string): Promise<{ ok: true } | { ok: false; why: string[] }> {
  if (request.endedAt) return { ok: false, why: ['Begäran är redan avgjord.'] };
  const done = await smallDecision(tx, who, opened, {
    type: 'delayRefusal', point: 'delay', outcome: 'refused', parties: [request.partyId], record: 'Beslut om att avslå en begäran om att ärendet ska avgöras',
    heading: 'Vi avslår din begäran om att ärendet ska avgöras', reasons: reasons.split(/\r?\n\s*\r?\n/).filter((one) => one.trim()),
    summary: request.ripe ? 'Vi kan inte besluta i ditt ärende än. Därför avslår vi din begäran. Vi fortsätter att arbeta med ärendet.'
      : 'Det har inte gått sex månader sedan ditt ärende började. Därför avslår vi din begäran. Vi fortsätter att arbeta med ärendet.',
  });
  if (!done.ok) return done;
  await refuseDelayRequest(tx, request.id, done.id);
  await endTask(tx, opened.file.id, taskKey(request.id), who.staffId);
  await addEntry(tx, opened.file, { kind: 'delayRefused', part: request.partyId, authorKind: 'staff', authorId: who.staffId, refId: done.id });
  await updateCase(tx, opened.file.id, { last_event_at: tx.now });
  await keepClocks(tx, opened.file.id);
  return { ok: true };
}

const taskKey = (id: Uuid) => `delay:${id}`;
