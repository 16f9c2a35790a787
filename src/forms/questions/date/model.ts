import { z } from 'zod';
import { commonFields, dayLimitSchema } from '../../schema/common.ts';

/** A day. */
export const dateSchema = z.strictObject({
  ...commonFields,
  type: z.literal('date'),
  min: dayLimitSchema.optional(),
  max: dayLimitSchema.optional(),
});

export type DateQuestion = z.infer<typeof dateSchema>;
