import { z } from 'zod';
import { string } from '../../expressions/shapes.ts';
import { lengthFaults, readText } from '../written.ts';
import { type QuestionType } from '../type.ts';
import { commonFields, patternSchema } from '../../schema/common.ts';

/** A short text on one line. */
export const textSchema = z.strictObject({
  ...commonFields,
  type: z.literal('text'),
  minLength: z.int().min(1).optional(),
  maxLength: z.int().min(1).max(1000).optional(),
  /** A regular expression for the whole answer. Say in `hint` what it should look like. */
  pattern: patternSchema.optional(),
});

export type TextQuestion = z.infer<typeof textSchema>;

export const textType: QuestionType<TextQuestion, string> = {
  schema: textSchema,
  required: 'write',
  shape: () => string,
  read: (_question, fields) => readText(fields.text().replace(/\s+/g, ' ')),
  is: (value) => typeof value === 'string',
  faults(question, value) {
    const length = lengthFaults(value, question.minLength, question.maxLength ?? 200);
    if (length.length > 0 || !question.pattern) return length;
    return new RegExp(`^(?:${question.pattern})$`, 'u').test(value) ? [] : [{ code: 'text.pattern' }];
  },
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': value }),
  show: (_question, value) => ({ lines: [value] }),
};
