import type { Answer, Answers, Form, Row } from '../../../forms/index.ts';
import { ownQuestions } from './shared.ts';

/**
 * The answers of a household: those of the applicant, with the co-applicants' own parts added. Tables of own parts are laid
 * after one another and a yes from either is a yes, so that a sum over them is the sum of both persons. Every other answer is
 * the applicant's.
 */
export function householdAnswers(form: Form, application: Answers, ownParts: readonly Answers[]): Answers {
  const own = ownQuestions(form);
  const merged: Record<string, Answer> = { ...application };
  for (const [index, part] of ownParts.entries()) {
    for (const id of own) {
      const theirs = part[id];
      if (theirs === undefined) continue;
      merged[id] = together(merged[id], theirs, index + 2);
    }
  }
  return merged;
}

function together(mine: Answer | undefined, theirs: Answer, person: number): Answer {
  if (mine === undefined) return Array.isArray(theirs) && theirs.every(isRow) ? theirs.map((row) => named(row, person)) : theirs;
  if (typeof mine === 'boolean' && typeof theirs === 'boolean') return mine || theirs;
  if (Array.isArray(mine) && Array.isArray(theirs) && [...mine, ...theirs].every(isRow)) {
    return [...(mine as Row[]), ...(theirs as Row[]).map((row) => named(row, person))];
  }
  return mine;
}

/** Rows keep apart: an id is unique within its table. */
function named(row: Row, person: number): Row {
  return { ...row, id: `p${person}${row.id}` };
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'id' in value && 'answers' in value;
}
