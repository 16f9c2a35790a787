import type { Answer, Answers } from '../answers.ts';
import { inside } from './compiled.ts';
import { factFor, isRow, sameJson } from './held.ts';
import { journey } from './journey.ts';
import { submitted } from './submitted.ts';
import type { Fault, Form, FormContext } from './types.ts';

export type Validated =
  { readonly ok: true; readonly answers: Answers } | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * A whole submission, from a machine or to be sent in: complete, nothing wrong, nothing that was not asked. A fact can only
 * be found right when it was fetched; saying so does not make it so.
 */
export function validate(form: Form, submission: unknown, context: FormContext): Validated {
  if (typeof submission !== 'object' || submission === null || Array.isArray(submission)) {
    return { ok: false, faults: [{ code: 'submission.shape', page: '' }] };
  }
  const answers = submission as Answers;
  const strange = strangeFaults(form, answers, context);
  if (strange.length > 0) return { ok: false, faults: strange };
  const way = journey(form, answers, context);
  const sent = submitted(form, answers, context);
  const faults = [...way.errors, ...hiddenFaults(answers, sent)];
  if (way.exit !== undefined) faults.push({ code: 'submission.exit', page: way.exit });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, answers: sent };
}

function strangeFaults(form: Form, answers: Answers, context: FormContext): readonly Fault[] {
  const { byId } = inside(form);
  return Object.entries(answers).flatMap(([id, answer]): Fault[] => {
    const question = byId.get(id);
    if (!question || question.kind === 'info' || question.table !== undefined)
      return [{ code: 'submission.unknown', params: { id }, page: '' }];
    const at = { page: question.page.page.id, question: id, field: id };
    if (isConfirmed(answer) && !sameJson(answer.confirmed, factFor(question, context)))
      return [{ code: 'confirm.changed', ...at }];
    if (question.kind !== 'table' || isConfirmed(answer) || isDontKnow(answer)) return [];
    if (!Array.isArray(answer) || !answer.every(isRow) || new Set(answer.map((row) => row.id)).size < answer.length)
      return [{ code: 'unfit', ...at }];
    const names = new Set([...question.columns, ...question.pageQuestions].map((cell) => cell.question.id));
    return answer.flatMap((row) =>
      Object.keys(row.answers)
        .filter((name) => !names.has(name))
        .map((name) => ({ code: 'submission.unknown', params: { id: `${id}.${name}` }, page: '' })),
    );
  });
}

function hiddenFaults(answers: Answers, sent: Answers): readonly Fault[] {
  const hidden = (id: string): Fault => ({ code: 'submission.hidden', params: { id }, page: '' });
  return Object.entries(answers).flatMap(([id, answer]) => {
    const kept = Object.hasOwn(sent, id) ? sent[id] : undefined;
    if (kept === undefined) return [hidden(id)];
    if (!Array.isArray(answer) || !Array.isArray(kept)) return [];
    return answer.filter(isRow).flatMap((row) => {
      const left = kept.filter(isRow).find((one) => one.id === row.id)?.answers ?? {};
      return Object.keys(row.answers)
        .filter((name) => !Object.hasOwn(left, name))
        .map((name) => hidden(`${id}.${name}`));
    });
  });
}

function isConfirmed(answer: Answer): answer is Extract<Answer, { confirmed: unknown }> {
  return typeof answer === 'object' && answer !== null && 'confirmed' in answer;
}

function isDontKnow(answer: Answer): boolean {
  return typeof answer === 'object' && answer !== null && 'dontKnow' in answer;
}
