import { z } from 'zod';
import { formatNumber } from '../../../platform/index.ts';
import { integer, number } from '../../expressions/shapes.ts';
import { readNumber } from '../reading.ts';
import { limitFaults } from '../limits.ts';
import type { QuestionType } from '../type.ts';
import { commonFields, wordsSchema } from '../../schema/common.ts';

/** A number. */
export const numberSchema = z.strictObject({
  ...commonFields,
  type: z.literal('number'),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Decimals allowed; 0 when left out. */
  decimals: z.int().min(0).max(6).optional(),
  unit: wordsSchema.optional(),
});

export type NumberQuestion = z.infer<typeof numberSchema>;

export const numberType: QuestionType<NumberQuestion, number> = {
  schema: numberSchema,
  required: 'number',
  shape: (question) => (question.decimals ? number : integer),
  read(_question, fields) {
    const typed = fields.text();
    if (typed === '') return {};
    const value = readNumber(typed);
    return value === undefined ? { fault: { code: 'number.unreadable' } } : { value };
  },
  is: (value): value is number => typeof value === 'number' && Number.isFinite(value),
  faults: (question, value) => limitFaults(value, question, question.decimals ?? 0),
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': String(value).replace('.', ',') }),
  show(question, value, words) {
    const shown = formatNumber(value, words.language);
    return { lines: [question.unit === undefined ? shown : `${shown} ${words.text('unit')}`] };
  },
};
