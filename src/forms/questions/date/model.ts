import { z } from 'zod';
import type { Day } from '../../answers.ts';
import { formatDate } from '../../../platform/index.ts';
import { isDay } from '../../expressions/calendar.ts';
import { day } from '../../expressions/shapes.ts';
import { dayFaults } from '../limits.ts';
import { readDay } from '../reading.ts';
import type { QuestionType } from '../type.ts';
import { readWith } from '../written.ts';
import { commonFields, dayLimitSchema } from '../../schema/common.ts';

/** A day. */
export const dateSchema = z.strictObject({
  ...commonFields,
  type: z.literal('date'),
  min: dayLimitSchema.optional(),
  max: dayLimitSchema.optional(),
});

export type DateQuestion = z.infer<typeof dateSchema>;

export const dateType: QuestionType<DateQuestion, Day> = {
  schema: dateSchema,
  required: 'date',
  shape: () => day,
  read: (_question, fields) => readWith(fields.text(), readDay, 'date.unreadable'),
  is: (value): value is Day => isDay(value),
  faults: (question, value, today) => dayFaults(value, question, today),
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': value }),
  show: (_question, value, words) => ({ lines: [formatDate(value, words.language)] }),
};
