import { formatDate, type Language, type LetterData, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import type { ServiceVersion } from '../../../services/index.ts';
import { updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { register } from '../../store/register/records.ts';
import { addRequest, type RequestContent } from '../../store/inquiry/requests.ts';
import { q } from '../../store/tables.ts';
import { afterRequest } from './after-request.ts';
import { keepLetter, letterHead, renderLetter } from '../decision/letter.ts';

export interface RequestWish {
  kind: 'completion' | 'hearing';
  /** last day to answer, `YYYY-MM-DD` */
  dueDay: string;
  content: RequestContent;
  language: Language;
}

const words = {
  completion: { sv: 'Vi behöver veta mer', en: 'We need to know more' },
  hearing: { sv: 'Läs vad vi grundar beslutet på, och svara om du vill', en: 'Read what the decision is based on, and answer if you wish' },
} as const;

/** The plain letter of a request, as the person gets it. */
export function requestParagraphs({ kind, dueDay, content, language }: RequestWish): { heading: string; paragraphs: string[] } {
  const english = language === 'en';
  const due = formatDate(dueDay, language);
  const how = english
    ? `Answer on My pages by ${due}. You can also call or write to us. If you need more time, tell us.`
    : `Svara på Mina sidor senast ${due}. Du kan också ringa eller skriva till oss. Behöver du mer tid? Säg till, så ordnar vi det.`;
  const without = english
    ? 'If you do not answer, we decide from what we have.'
    : 'Svarar du inte beslutar vi på det underlag som vi har.';
  return {
    heading: words[kind][english ? 'en' : 'sv'],
    paragraphs: [...content.text.split(/\r?\n\s*\r?\n/).filter((text) => text.trim()), ...content.items.map(({ text }) => `- ${text}`), how, without],
  };
}

/**
 * Asks the parties for completion, or lets them answer to what a decision against them would rest on (25 § förvaltningslagen).
 * The letter, its line in the register, the timeline and the standing clock are written together. `who` undefined: asked by rule.
 */
export async function ask(tx: Tx, who: Staff | undefined, file: CaseFile, version: ServiceVersion, wish: RequestWish): Promise<{ ok: true; id: Uuid } | { ok: false; message: string }> {
  const { head, officer } = await letterHead(tx, file, who?.staffId, wish.language);
  const { heading, paragraphs } = requestParagraphs(wish);
  const data: LetterData = { ...head, ...(officer.name && { officer: officer.name }), heading, sections: [{ paragraphs }] };
  const letter = await renderLetter(version, { data: { ...data }, title: heading, language: wish.language, at: tx.now });
  if (!letter.ok) return letter;
  const title = wish.kind === 'completion' ? 'Begäran om komplettering' : 'Kommunicering inför beslut';
  const documentId = await keepLetter(tx, file, { name: title, bytes: letter.bytes, ...(who && { by: who.staffId }) });
  const id = await addRequest(tx, file, { kind: wish.kind, askedBy: who?.staffId ?? null, dueDay: wish.dueDay, content: wish.content, documentId });
  await register(tx, file, { direction: 'out', title, documentId, refId: id });
  // Who it already waits for, a co-applicant or others, is waited for still.
  const already = file.waitingFor === 'coApplicant' || file.waitingFor === 'others';
  await updateCase(tx, file.id, { waiting_for: already ? file.waitingFor : wish.kind, waiting_until: wish.dueDay, last_event_at: tx.now, state: 'inquiry' });
  await addEntry(tx, file, { kind: wish.kind === 'completion' ? 'completionAsked' : 'hearingAsked', part: 'all', ...(who ? { authorKind: 'staff', authorId: who.staffId } : { authorKind: 'system' }), refId: id });
  tx.audit({ event: wish.kind === 'completion' ? 'cases.completionAsked' : 'cases.hearingAsked', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId });
  tx.emit('cases.requested', { case: file.id, request: id });
  return { ok: true, id };
}

/** Takes a question back, or notes that the answer came some other way; the case goes on when nothing else is awaited. */
export async function endRequest(tx: Tx, who: Staff, file: CaseFile, requestId: Uuid, how: 'withdrawn' | 'answered'): Promise<boolean> {
  const ended = await tx.maybe(q.updateTable('cases.request')
    .set(how === 'withdrawn' ? { withdrawn_at: tx.now } : { answered_at: tx.now, answered_by: who.staffId })
    .where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id).where('id', '=', requestId)
    .where('answered_at', 'is', null).where('withdrawn_at', 'is', null).returning('kind'));
  if (!ended) return false;
  await updateCase(tx, file.id, { last_event_at: tx.now, ...await afterRequest(tx, file, { id: requestId, kind: ended.kind }, how === 'answered') });
  await addEntry(tx, file, { kind: how === 'withdrawn' ? 'requestWithdrawn' : 'completionAnswered', part: 'all', authorKind: 'staff', authorId: who.staffId, refId: requestId });
  tx.audit({ event: how === 'withdrawn' ? 'cases.requestWithdrawn' : 'cases.answerNoted', dossierId: file.id, unitId: file.unitId });
  return true;
}
