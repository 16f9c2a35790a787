import { answerText, changedQuestions, fittingAnswers, fittingTyped, journey, type Answers, type FileReference, type JourneyQuestion } from '../../forms/index.ts';
import { asUuid, deleteDocument, isUuid, type Language, type Tx } from '../../platform/index.ts';
import { contextFor } from '../context.ts';
import { moveDraftTo, type DraftContent, type Moved } from '../drafts.ts';
import type { ServiceVersion } from '../versions.ts';
import type { OpenedDraft } from '../work-on-draft.ts';

/**
 * What moving a draft to another version would keep, and what not: nothing is saved. What is new or changed is told of questions that
 * are asked with these answers.
 */
export async function planMove(tx: Tx, opened: OpenedDraft, to: ServiceVersion, language: Language): Promise<DraftContent & { moved: Moved }> {
  const { draft, version: from, context } = opened;
  const { content } = draft;
  const answers = fittingAnswers(to.compiled.form, content.answers, context.today);
  const { person: _person, ...after } = await contextFor(tx, to, language, {
    ...(draft.personId && { personId: draft.personId }), answers, ...(content.previous && { previous: content.previous }), ...(draft.caseId && { part: 'own' as const }),
  });
  const asked = new Set(journey(to.compiled.form, answers, after).pages.flatMap(({ questions }) => questions.map(({ question }) => question.id)));
  const changes = changedQuestions(from.compiled.form, to.compiled.form).filter(({ id }) => asked.has(id));
  const of = (change: 'added' | 'changed') => changes.filter((one) => one.change === change).map(({ id }) => id);
  return {
    ...content, answers, typed: fittingTyped(to.compiled.form, content.typed),
    moved: { added: of('added'), changed: of('changed'), lost: lostOf(opened, answers, language) },
  };
}

/** Moves a draft over. Files whose question is gone are removed: the person has been shown which. @returns false when another tab saved first */
export async function moveDraft(tx: Tx, opened: OpenedDraft, to: ServiceVersion, language: Language): Promise<boolean> {
  const content = await planMove(tx, opened, to, language);
  if (!await moveDraftTo(tx, opened.draft, to.id, content)) return false;
  const kept = new Set(filesIn(content.answers));
  for (const id of filesIn(opened.draft.content.answers)) {
    if (!kept.has(id) && isUuid(id)) await deleteDocument(tx, asUuid(id));
  }
  return true;
}

/** What was answered and asked for in the old version and is not among the answers that follow, in words. */
function lostOf({ version, journey: way }: OpenedDraft, kept: Answers, language: Language): Moved['lost'] {
  const { form } = version.compiled;
  const told = (at: JourneyQuestion, question: string) => {
    const { state, lines, files } = answerText(form, at, language);
    return state === 'unanswered' ? [] : [{ question, answer: [...lines, ...(files ?? []).map(({ name }) => name)] }];
  };
  return way.pages.filter(({ row }) => !row).flatMap(({ questions }) => questions).filter(({ answer, question }) => answer !== undefined && question.type !== 'info')
    .flatMap((at) => {
      const ask = form.text(`questions.${at.question.id}.ask`, language);
      const after = kept[at.question.id];
      if (after === undefined) return told(at, ask);
      if (!at.rows || !Array.isArray(after)) return [];
      const rows = new Map((after as readonly { id: string; answers: Answers }[]).map((row) => [row.id, row.answers]));
      return at.rows.flatMap((row) => row.cells.filter((cell) => cell.answer !== undefined && rows.get(row.id)?.[cell.question.id] === undefined)
        .flatMap((cell) => told(cell, `${ask} ${row.number}: ${form.text(`questions.${at.question.id}.columns.${cell.question.id}.ask`, language)}`)));
    });
}

function filesIn(answers: Answers): string[] {
  return Object.values(answers).flatMap((answer): string[] => {
    if (!Array.isArray(answer)) return [];
    return (answer as readonly (FileReference | { id: string; answers?: Answers } | string)[]).flatMap((one) => {
      if (typeof one === 'string') return [];
      return 'answers' in one && one.answers ? filesIn(one.answers) : [one.id];
    });
  });
}
