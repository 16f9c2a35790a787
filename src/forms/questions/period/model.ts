import { z } from 'zod';
import { commonFields, dayLimitSchema } from '../../schema/common.ts';

/** From one day to another, both included. */
export const periodSchema = z.strictObject({
  ...commonFields,
  type: z.literal('period'),
  /** Which days are asked for; both when left out. */
  bounds: z.enum(['both', 'start', 'end']).optional(),
  /** The end may be left empty: it goes on. */
  openEnd: z.boolean().optional(),
  min: dayLimitSchema.optional(),
  max: dayLimitSchema.optional(),
});

export type PeriodQuestion = z.infer<typeof periodSchema>;
