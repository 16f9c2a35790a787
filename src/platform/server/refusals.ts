import type { Answer } from '../routes/route.ts';

/** Thrown deep inside an action for what the user must be told; becomes an answer, undoes the transaction. */
export class Refused extends Error {
  readonly code = 'REFUSED';
  constructor(readonly answer: Answer) {
    super(`refused: ${answer.kind}`);
  }
}

/** The answer that an error stands for, if it is one of the expected. */
export function asRefusal(error: unknown): Answer | undefined {
  if (error instanceof Refused) return error.answer;
  if ((error as { code?: string }).code === 'KEY_GONE') return { kind: 'gone' };
  return undefined;
}
