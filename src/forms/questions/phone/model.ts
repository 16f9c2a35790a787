import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** A telephone number, kept as +46701740605. */
export const phoneSchema = z.strictObject({
  ...commonFields,
  type: z.literal('phone'),
});

export type PhoneQuestion = z.infer<typeof phoneSchema>;
