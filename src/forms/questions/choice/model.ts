import { z } from 'zod';
import { commonFields, optionsSchema } from '../../schema/common.ts';

/** One of several. */
export const choiceSchema = z.strictObject({
  ...commonFields,
  type: z.literal('choice'),
  options: optionsSchema,
});

export type ChoiceQuestion = z.infer<typeof choiceSchema>;
