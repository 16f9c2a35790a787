import { z } from 'zod';
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
