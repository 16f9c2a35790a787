import { z } from 'zod';
import { expressionSchema, idSchema, wordsSchema } from '../../schema/common.ts';

/** Something to read among the questions; nothing to answer. */
export const infoSchema = z.strictObject({
  type: z.literal('info'),
  id: idSchema,
  /** A heading. */
  ask: wordsSchema.optional(),
  text: wordsSchema,
  tone: z.enum(['info', 'warning']).optional(),
  when: expressionSchema.optional(),
});

export type InfoQuestion = z.infer<typeof infoSchema>;
