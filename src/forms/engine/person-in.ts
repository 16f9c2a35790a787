import type { Answers, Values } from '../answers.ts';
import { bare } from './held.ts';

/** The person named in an answer, as it was written or as it was found right; undefined when nobody is. */
export function personIn(answers: Answers, question: string): Values['person'] | undefined {
  const named = bare(answers, question);
  return typeof named === 'object' && named !== null && !Array.isArray(named) ? named as Values['person'] : undefined;
}
