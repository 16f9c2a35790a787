import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** A place: coordinates (WGS 84), a description in words, or both. */
export const positionSchema = z.strictObject({
  ...commonFields,
  type: z.literal('position'),
});

export type PositionQuestion = z.infer<typeof positionSchema>;
