import { swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { clocksOf } from '../model/deadlines.ts';
import { earlier, type CaseFile } from '../store/case-file.ts';
import { answerRequest as keepAnswer, requestsOf, type CaseRequest, type RequestAnswer } from '../store/requests.ts';
import type { ServiceVersion } from '../../services/index.ts';
import { partyEvent } from './party-event.ts';

/** `already`: somebody answered in another tab, or it was withdrawn: nothing is written, and the answer is not lost from the page. */
export type Answered = { ok: true } | { ok: false; reason: 'already' };

/** A party answers a request for completion or a hearing: once; then the case goes on, and the promise's clock with it. */
export async function answerRequest(
  tx: Tx, at: { file: CaseFile; version: ServiceVersion; by: Uuid }, request: CaseRequest, answer: RequestAnswer,
): Promise<Answered> {
  const { file, version, by } = at;
  if (!await keepAnswer(tx, file, request.id, by, answer)) return { ok: false, reason: 'already' };
  const waits = (await requestsOf(tx, file.id)).some(({ answeredAt, withdrawnAt }) => !answeredAt && !withdrawnAt);
  const hearing = request.kind === 'hearing';
  await partyEvent(tx, file, {
    kind: hearing ? 'hearingAnswered' : 'completionAnswered', part: 'all', by, refId: request.id,
    record: hearing ? 'Synpunkter före beslut' : 'Komplettering',
    change: waits || file.waitingFor === 'coApplicant' ? {} : { waiting_for: null, waiting_until: null, ...completed(file, version, tx, request) },
  });
  tx.audit({ event: hearing ? 'cases.hearingAnswered' : 'cases.completionAnswered', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId });
  tx.emit('cases.answered', { case: file.id, request: request.id });
  return { ok: true };
}

/** What was promised counts from the day everything needed is there. */
function completed(file: CaseFile, version: ServiceVersion, tx: Tx, request: CaseRequest) {
  if (request.kind !== 'completion') return {};
  const { promise } = clocksOf(version.compiled.folder.definition.deadlines, { arrived: file.arrivedDay, complete: swedishDay(tx.now) });
  return { complete_at: tx.now, promise_due: promise, next_due: earlier(file.lawDue, promise) };
}
