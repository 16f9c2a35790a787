import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** A Swedish bank account: clearing number and account number. */
export const bankAccountSchema = z.strictObject({
  ...commonFields,
  type: z.literal('bankAccount'),
});

export type BankAccountQuestion = z.infer<typeof bankAccountSchema>;
