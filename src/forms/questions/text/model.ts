import { z } from 'zod';
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
