import { z } from 'zod';
import { time } from '../../expressions/shapes.ts';
import { readClock } from '../reading.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { readWith } from '../written.ts';
import { clockSchema, commonFields } from '../../schema/common.ts';

/** A time of day, 24 hours. */
export const timeSchema = z.strictObject({
  ...commonFields,
  type: z.literal('time'),
  min: clockSchema.optional(),
  max: clockSchema.optional(),
});

export type TimeQuestion = z.infer<typeof timeSchema>;

export const timeType: QuestionType<TimeQuestion, string> = {
  schema: timeSchema,
  required: 'time',
  shape: () => time,
  read: (_question, fields) => readWith(fields.text(), readClock, 'time.unreadable'),
  is: (value): value is string => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
  faults({ min, max }, value) {
    if (min !== undefined && value < min) return fault('time.early', { min });
    return max !== undefined && value > max ? fault('time.late', { max }) : noFaults;
  },
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': value }),
  show: (_question, value, words) => ({ lines: [words.language === 'en' ? value : `kl. ${value.replace(':', '.')}`] }),
};
