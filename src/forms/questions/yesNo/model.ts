import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** Yes or no. */
export const yesNoSchema = z.strictObject({
  ...commonFields,
  type: z.literal('yesNo'),
});

export type YesNoQuestion = z.infer<typeof yesNoSchema>;
