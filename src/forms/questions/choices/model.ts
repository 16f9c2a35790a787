import { z } from 'zod';
import { commonFields, optionsSchema } from '../../schema/common.ts';

/** Any number of several. */
export const choicesSchema = z.strictObject({
  ...commonFields,
  type: z.literal('choices'),
  options: optionsSchema,
  /** Least number to tick; 1 unless the question is optional. */
  min: z.int().min(1).optional(),
  max: z.int().min(1).optional(),
});

export type ChoicesQuestion = z.infer<typeof choicesSchema>;
