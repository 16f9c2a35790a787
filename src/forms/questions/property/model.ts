import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** A property by its designation, as "Exempelkommun Tegen 1:12". */
export const propertySchema = z.strictObject({
  ...commonFields,
  type: z.literal('property'),
});

export type PropertyQuestion = z.infer<typeof propertySchema>;
