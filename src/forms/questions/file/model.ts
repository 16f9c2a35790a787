import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** One or several files. */
export const fileSchema = z.strictObject({
  ...commonFields,
  type: z.literal('file'),
  /** Kinds that are taken; pdf and image when left out. */
  accept: z.array(z.enum(['pdf', 'image', 'document', 'drawing'])).min(1).optional(),
  minFiles: z.int().min(1).max(50).optional(),
  maxFiles: z.int().min(1).max(50).optional(),
  /** Offers "Jag skickar in det senare". */
  later: z.boolean().optional(),
});

export type FileQuestion = z.infer<typeof fileSchema>;
