import { z } from 'zod';
import { string } from '../../expressions/shapes.ts';
import { lengthFaults, readText } from '../written.ts';
import type { QuestionType } from '../type.ts';
import { commonFields } from '../../schema/common.ts';

/** A text on several lines. */
export const longTextSchema = z.strictObject({
  ...commonFields,
  type: z.literal('longText'),
  minLength: z.int().min(1).optional(),
  maxLength: z.int().min(1).max(20_000).optional(),
  rows: z.int().min(2).max(30).optional(),
});

export type LongTextQuestion = z.infer<typeof longTextSchema>;

export const longTextType: QuestionType<LongTextQuestion, string> = {
  schema: longTextSchema,
  required: 'write',
  shape: () => string,
  read: (_question, fields) => readText(fields.text().replace(/\r\n?/g, '\n')),
  is: (value) => typeof value === 'string',
  faults: (question, value) => lengthFaults(value, question.minLength, question.maxLength ?? 5000),
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': value }),
  show: (_question, value) => ({ lines: value.split('\n') }),
};
