import { z } from 'zod';
import { commonFields, wordsSchema } from '../../schema/common.ts';

/** An amount in Swedish kronor, kept in öre. */
export const moneySchema = z.strictObject({
  ...commonFields,
  type: z.literal('money'),
  /** In öre. */
  min: z.int().optional(),
  /** In öre. */
  max: z.int().optional(),
  /** Said after the amount, for example "per månad"; "kronor" is always said. */
  unit: wordsSchema.optional(),
});

export type MoneyQuestion = z.infer<typeof moneySchema>;
