import { z } from 'zod';
import { integer } from '../../expressions/shapes.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { commonFields, wordsSchema } from '../../schema/common.ts';

/** A step on a scale with both ends named. */
export const scaleSchema = z.strictObject({
  ...commonFields,
  type: z.literal('scale'),
  min: z.int().min(-10).max(10),
  max: z.int().min(-10).max(10),
  /** What the lowest and the highest step mean. */
  low: wordsSchema,
  high: wordsSchema,
});

export type ScaleQuestion = z.infer<typeof scaleSchema>;

export const scaleType: QuestionType<ScaleQuestion, number> = {
  schema: scaleSchema,
  required: 'scale',
  shape: () => integer,
  read({ min, max }, fields) {
    const typed = fields.text();
    if (typed === '') return {};
    const value = Number(typed);
    return Number.isInteger(value) && value >= min && value <= max
      ? { value }
      : { fault: { code: 'scale.outside', params: { min, max } } };
  },
  is: (value): value is number => Number.isInteger(value),
  faults: ({ min, max }, value) => (value >= min && value <= max ? noFaults : fault('scale.outside', { min, max })),
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': String(value) }),
  show({ min, max }, value, words) {
    const end = value === min ? words.text('low') : value === max ? words.text('high') : undefined;
    const shown = words.own('scale.step', { value, min, max });
    return { lines: [end === undefined ? shown : `${shown}: ${end}`] };
  },
};
