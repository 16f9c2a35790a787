import { z } from 'zod';
import { clockSchema, commonFields } from '../../schema/common.ts';

/** A time of day, 24 hours. */
export const timeSchema = z.strictObject({
  ...commonFields,
  type: z.literal('time'),
  min: clockSchema.optional(),
  max: clockSchema.optional(),
});

export type TimeQuestion = z.infer<typeof timeSchema>;
