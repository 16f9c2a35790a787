import { z } from 'zod';
import { commonFields, wordsSchema } from '../../schema/common.ts';

/** A number. */
export const numberSchema = z.strictObject({
  ...commonFields,
  type: z.literal('number'),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Decimals allowed; 0 when left out. */
  decimals: z.int().min(0).max(6).optional(),
  unit: wordsSchema.optional(),
});

export type NumberQuestion = z.infer<typeof numberSchema>;
