import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** Another person. */
export const personSchema = z.strictObject({
  ...commonFields,
  type: z.literal('person'),
  /** What is asked for; given name, family name and personal number when left out. */
  fields: z.array(z.enum(['givenName', 'familyName', 'personalNumber', 'birthDate', 'phone', 'email'])).min(1).optional(),
});

export type PersonQuestion = z.infer<typeof personSchema>;
