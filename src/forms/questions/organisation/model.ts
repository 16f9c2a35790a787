import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** An organisation: name and organisation number when `fields` is left out. */
export const organisationSchema = z.strictObject({
  ...commonFields,
  type: z.literal('organisation'),
  fields: z.array(z.enum(['name', 'number', 'contact', 'phone', 'email'])).min(1).optional(),
});

export type OrganisationQuestion = z.infer<typeof organisationSchema>;
