import { formatDate, type House, type Language, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { inLanguage } from '../../../services/index.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { texts } from '../../resident/texts.ts';
import { addEntry, isWithdrawn } from '../../store/case/entries.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { register } from '../../store/register/records.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { keepLetter, letterHead, renderLetter } from '../decision/letter.ts';
import type { OpenedCase } from '../case/open-case.ts';

/** The end of what the person has taken back: nothing is answered, whatever the definition's ends are. */
export const withdrawnEnd = 'withdrawn';

export interface AnswerWish {
  /** an id of `handling.ends` in the definition, or `withdrawnEnd` where the person has taken it back */
  end: string;
  /** in the officer's own words, added to what the definition says */
  text: string;
}

export type Answered = { ok: true; letter?: Uuid } | { ok: false; why: string };

/**
 * Ends a case that is handled without a decision: how it ended and what the person is told, in the language they wrote in. They read it
 * in the case; whoever did not come by My pages gets a letter, and somebody unknown reads it by their code, if they were given one.
 * Answer, register, timeline, audit and event are one transaction. Refused when the case is closed, or decides instead.
 */
export async function answerCase(at: { house: House; tx: Tx }, who: Staff, { file, version }: OpenedCase, wish: AnswerWish): Promise<Answered> {
  const { tx } = at;
  if (file.closedAt) return { ok: false, why: 'Ärendet är redan avslutat.' };
  const { folder } = version.compiled;
  const withdrawn = wish.end === withdrawnEnd && await isWithdrawn(tx, file.id);
  if (!withdrawn && !folder.definition.handling?.ends.some(({ id }) => id === wish.end)) return { ok: false, why: 'Välj hur ärendet slutade.' };
  const language = (await submissionsOf(tx, file.id)).find(({ kind }) => kind === 'application')?.language ?? 'sv';
  const { definition } = inLanguage(version, language);
  const say = withdrawn ? texts(language, 'statusHandling.closedWithdrawn') : definition.handling!.ends.find(({ id }) => id === wish.end)!.say;
  const text = [say, wish.text.trim()].filter(Boolean).join('\n\n');
  const parties = await partiesOf(tx, file.id);
  const byLetter = parties.length > 0 && file.channel !== 'web';
  const letter = byLetter ? await answerLetter(at, who, { file, version }, { language, name: definition.name, text }) : undefined;
  if (letter && !letter.ok) return letter;
  const documentId = letter?.id;
  const entry = await addEntry(tx, file, {
    kind: 'answered', part: 'all', authorKind: 'staff', authorId: who.staffId, content: { text, params: { end: wish.end } }, ...(documentId && { refId: documentId }),
  });
  await register(tx, file, { direction: parties.length ? 'out' : 'drawnUp', title: 'Svar', refId: entry, ...(documentId && { documentId }) });
  await updateCase(tx, file.id, {
    state: 'closed', closed_at: tx.now, closed_why: withdrawn ? 'withdrawn' : 'handled', handled_end: wish.end, decided_at: file.decidedAt ?? tx.now, last_event_at: tx.now,
    waiting_for: null, waiting_until: null, next_due: null,
  });
  tx.audit({ event: 'cases.handled', dossierId: file.id, unitId: file.unitId, detail: { end: wish.end } });
  tx.emit('cases.handled', { case: file.id });
  tx.emit('cases.closed', { case: file.id });
  return { ok: true, ...(documentId && { letter: documentId }) };
}

async function answerLetter(
  { tx }: { tx: Tx }, who: Staff, { file, version }: Pick<OpenedCase, 'file' | 'version'>, about: { language: Language; name: string; text: string },
): Promise<{ ok: true; id: Uuid } | { ok: false; why: string }> {
  const { language, name, text } = about;
  const { head, officer, unit, authority } = await letterHead(tx, file, who.staffId, language);
  const heading = language === 'en' ? `Our answer: ${name}` : `Vårt svar: ${name}`;
  const made = await renderLetter(version, { title: heading, language, at: tx.now, data: {
    ...head, officer: officer.name, heading, sections: [{ paragraphs: text.split(/\n{2,}/) }], signatures: [{ ...officer, unit: unit.name, authority: authority.name }],
  } });
  if (!made.ok) return { ok: false, why: `Brevet kunde inte göras: ${made.message}` };
  return { ok: true, id: await keepLetter(tx, file, { name: `${heading} ${formatDate(tx.now, 'sv')}`, bytes: made.bytes, by: who.staffId }) };
}
