import type { Answer, Answers, Day, Typed } from '../answers.ts';
import { inside, type CompiledAnswered, type CompiledQuestion } from './compiled.ts';
import { held, isRow } from './held.ts';
import type { Form } from './types.ts';

/**
 * What of a draft's answers still holds in another version of the form: answers to questions that are there, of a kind they can
 * take. In a table the rows stay, with the cells that fit. Pure; what is left out is for the caller to tell.
 */
export function fittingAnswers(form: Form, answers: Answers, today: Day): Answers {
  const { byId } = inside(form);
  return Object.fromEntries(Object.entries(answers).flatMap(([id, answer]) => {
    const question = byId.get(id);
    const fits = question && fitting(question, answer, today);
    return fits === undefined ? [] : [[id, fits]];
  }));
}

/** What could not be read and was kept as typed, as far as its question is still there. */
export function fittingTyped(form: Form, typed: Typed): Typed {
  const { byId } = inside(form);
  return Object.fromEntries(Object.entries(typed).filter(([field]) => byId.has(field.split('.')[0]!)));
}

function fitting(question: CompiledQuestion, answer: Answer, today: Day): Answer | undefined {
  if (question.kind === 'info') return undefined;
  if (question.kind === 'answered') return holds(question, answer, today) ? answer : undefined;
  if (!Array.isArray(answer)) return question.question.dontKnow || isConfirmed(answer) ? answer : undefined;
  const cells = new Map([...question.columns, ...question.pageQuestions].map((cell) => [cell.question.id, cell]));
  return answer.filter(isRow).map((row) => ({
    id: row.id,
    answers: Object.fromEntries(Object.entries(row.answers).filter(([id, cell]) => {
      const column = cells.get(id);
      return column !== undefined && holds(column, cell, today);
    })),
  }));
}

/** A value too long or too late by the new limits stays, to be put right; one whose option is gone says nothing any more. */
function holds({ question, type, ...rest }: CompiledAnswered, answer: Answer, today: Day): boolean {
  const found = held({ question, type, ...rest }, answer);
  if (!('value' in found)) return found.state === 'dontKnow';
  return !type.faults(question, found.value, today).some(({ code }) => code.endsWith('.unknown'));
}

function isConfirmed(answer: Answer): boolean {
  return typeof answer === 'object' && answer !== null && 'confirmed' in answer;
}
