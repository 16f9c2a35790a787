import { z } from 'zod';
import { commonFields, optionsSchema, wordsSchema } from '../../schema/common.ts';

/** One of several, or something else in own words. */
export const choiceOrOtherSchema = z.strictObject({
  ...commonFields,
  type: z.literal('choiceOrOther'),
  options: optionsSchema,
  /** What the last choice is called; "Annat" when left out. */
  other: wordsSchema.optional(),
  maxLength: z.int().min(1).max(1000).optional(),
});

export type ChoiceOrOtherQuestion = z.infer<typeof choiceOrOtherSchema>;
