import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** A Swedish postal address. */
export const addressSchema = z.strictObject({
  ...commonFields,
  type: z.literal('address'),
});

export type AddressQuestion = z.infer<typeof addressSchema>;
