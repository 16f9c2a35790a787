import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** An e-mail address. */
export const emailSchema = z.strictObject({
  ...commonFields,
  type: z.literal('email'),
});

export type EmailQuestion = z.infer<typeof emailSchema>;
