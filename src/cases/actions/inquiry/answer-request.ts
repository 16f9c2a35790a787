import type { Tx, Uuid } from '../../../platform/index.ts';
import { afterRequest } from './after-request.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { answerRequest as keepAnswer, type CaseRequest, type RequestAnswer } from '../../store/inquiry/requests.ts';
import { partyEvent } from '../parties/party-event.ts';

/** `already`: somebody answered in another tab, or it was withdrawn: nothing is written, and the answer is not lost from the page. */
export type Answered = { ok: true } | { ok: false; reason: 'already' };

/** A party answers a request for completion or a hearing: once; then the case goes on, and its clocks with it. */
export async function answerRequest(tx: Tx, at: { file: CaseFile; by: Uuid }, request: CaseRequest, answer: RequestAnswer): Promise<Answered> {
  const { file, by } = at;
  if (!await keepAnswer(tx, file, request.id, by, answer)) return { ok: false, reason: 'already' };
  const hearing = request.kind === 'hearing';
  await partyEvent(tx, file, {
    kind: hearing ? 'hearingAnswered' : 'completionAnswered', part: 'all', by, refId: request.id,
    record: hearing ? 'Synpunkter före beslut' : 'Komplettering', change: await afterRequest(tx, file, request),
  });
  tx.audit({ event: hearing ? 'cases.hearingAnswered' : 'cases.completionAnswered', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId });
  tx.emit('cases.answered', { case: file.id, request: request.id });
  return { ok: true };
}
