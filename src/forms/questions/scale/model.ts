import { z } from 'zod';
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
