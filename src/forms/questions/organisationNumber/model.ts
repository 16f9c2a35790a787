import { z } from 'zod';
import { commonFields } from '../../schema/common.ts';

/** A Swedish organisation number. */
export const organisationNumberSchema = z.strictObject({
  ...commonFields,
  type: z.literal('organisationNumber'),
});

export type OrganisationNumberQuestion = z.infer<typeof organisationNumberSchema>;
