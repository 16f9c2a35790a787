import { z } from 'zod';
import { commonFields, unitSchema } from '../../schema/common.ts';

/** A measured value in one of some units. Limits are in the first unit. */
export const measurementSchema = z.strictObject({
  ...commonFields,
  type: z.literal('measurement'),
  units: z.array(unitSchema).min(1).max(10),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().min(0).max(6).optional(),
});

export type MeasurementQuestion = z.infer<typeof measurementSchema>;
