import type { Answer, FileReference } from '../answers.ts';
import type { AnswerFault } from '../questions/type.ts';
import { dontKnowChoice } from '../questions/view.ts';
import type { CompiledAnswered } from './compiled.ts';
import { factFor } from './held.ts';
import { fieldsOf, rawOf, type RawFields } from './typed.ts';
import type { FormContext } from './types.ts';

/** What was typed in the fields of one question: an answer, a fault, or (neither) nothing. */
export interface OneRead {
  readonly answer?: Answer;
  readonly fault?: AnswerFault;
}

export function readOne(
  question: CompiledAnswered,
  raw: RawFields,
  field: string,
  context: FormContext,
  files: readonly FileReference[] = [],
): OneRead {
  const fields = fieldsOf(raw, field, files);
  const fact = factFor(question, context);
  if (fact !== undefined && fields.text('confirm') === 'yes') return { answer: { confirmed: fact } };
  if (question.question.dontKnow && fields.text() === dontKnowChoice) return { answer: { dontKnow: true } };
  const { value, fault } = question.type.read(question.question, fields, context.today);
  if (question.question.dontKnow && fields.text('dontKnow') !== '') {
    // Both "don't know" and an answer: which one counts must not be guessed.
    return value === undefined && fault === undefined
      ? { answer: { dontKnow: true } }
      : { fault: { code: 'dontKnow.both' } };
  }
  if (fault) return { fault };
  return value === undefined ? {} : { answer: value };
}

/** Whether anything at all was typed. A unit is chosen beforehand, so it says nothing. */
export function isBlank(raw: RawFields, field: string): boolean {
  return Object.entries(rawOf(raw, field))
    .filter(([name]) => !name.endsWith('.unit'))
    .every(([, text]) => [text].flat().every((one) => one.trim() === ''));
}
