import type { Answer, Answers, Json, Row, Value } from '../answers.ts';
import type { CompiledAnswered, CompiledQuestion } from './compiled.ts';
import type { FormContext } from './types.ts';

/** What an answer holds, as far as the question can take it now: a republished question may not take an old answer. */
export type Held =
  | { readonly state: 'unanswered' | 'dontKnow' | 'unfit' }
  | { readonly state: 'value' | 'confirmed'; readonly value: Value };

const unanswered: Held = { state: 'unanswered' };
const unfit: Held = { state: 'unfit' };
const dontKnow: Held = { state: 'dontKnow' };

/** The answer to a question that is not a table. */
export function held({ question, type }: CompiledAnswered, answer: Answer | undefined): Held {
  if (answer === undefined || answer === null) return unanswered;
  if (typeof answer === 'object' && 'dontKnow' in answer) return question.dontKnow ? dontKnow : unfit;
  if (typeof answer === 'object' && 'confirmed' in answer) {
    return question.confirm && type.is(answer.confirmed, question)
      ? { state: 'confirmed', value: answer.confirmed }
      : unfit;
  }
  return type.is(answer, question) ? { state: 'value', value: answer } : unfit;
}

/** The rows of a table, also of one found right; `undefined` when it is unanswered (not known counts as no rows). */
export function rowsOf(answer: Answer | undefined): readonly Row[] | undefined {
  const value: unknown =
    typeof answer === 'object' && answer !== null && 'confirmed' in answer ? answer.confirmed : answer;
  if (!Array.isArray(value))
    return typeof answer === 'object' && answer !== null && 'dontKnow' in answer ? [] : undefined;
  return value.filter(isRow);
}

export function isRow(value: unknown): value is Row {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    /^[a-z0-9]{1,40}$/.test(value.id) &&
    'answers' in value &&
    typeof value.answers === 'object' &&
    value.answers !== null &&
    !Array.isArray(value.answers)
  );
}

/** What "Stämmer det?" is asked about: last time's answer, or what a port has fetched. */
export function factFor(question: CompiledQuestion, context: FormContext): Json | undefined {
  if (question.kind === 'info' || !question.question.confirm) return undefined;
  const { from } = question.question.confirm;
  const fact = from.startsWith('previous.')
    ? bare(context.previous, from.slice('previous.'.length))
    : context.facts?.[from];
  if (fact === undefined || fact === null) return undefined;
  if (question.kind === 'table')
    return Array.isArray(fact) && fact.length > 0 && fact.every(isRow) ? (fact as unknown as Json) : undefined;
  return question.type.is(fact, question.question) ? fact : undefined;
}

/** The value of an answer, also of one found right. */
export function bare(answers: Answers | undefined, id: string): Json | undefined {
  const answer = answers && Object.hasOwn(answers, id) ? answers[id] : undefined;
  if (answer === undefined || (typeof answer === 'object' && 'dontKnow' in answer)) return undefined;
  return (typeof answer === 'object' && 'confirmed' in answer ? answer.confirmed : answer) as Json;
}

/** Same JSON, whatever the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  )
    return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  );
}
