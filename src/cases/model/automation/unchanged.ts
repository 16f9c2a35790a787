import type { Answer, Answers, Row } from '../../../forms/index.ts';

/**
 * Questions of a renewal whose answers are not those of last time. Rows are compared in their order, without the names the form gives them;
 * an answer that was found right ("Stämmer det?") is the answer it confirmed.
 */
export function changedAnswers(questions: readonly string[], now: Answers, before: Answers): string[] {
  return questions.filter((id) => canonical(now[id]) !== canonical(before[id]));
}

function canonical(answer: Answer | undefined): string {
  const said: unknown = typeof answer === 'object' && 'confirmed' in answer ? answer.confirmed : answer;
  return JSON.stringify(said === undefined ? null : plain(said));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => (isRow(one) ? plain(one.answers) : plain(one)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, plain(one)]));
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'id' in value && 'answers' in value;
}
