import { z } from 'zod';
import { string } from '../../expressions/shapes.ts';
import { readOrganisationNumber } from '../reading.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { readWith } from '../written.ts';
import { commonFields } from '../../schema/common.ts';

/** A Swedish organisation number. */
export const organisationNumberSchema = z.strictObject({
  ...commonFields,
  type: z.literal('organisationNumber'),
});

export type OrganisationNumberQuestion = z.infer<typeof organisationNumberSchema>;

export const organisationNumberType: QuestionType<OrganisationNumberQuestion, string> = {
  schema: organisationNumberSchema,
  required: 'organisationNumber',
  shape: () => string,
  read: (_question, fields) => readWith(fields.text(), readOrganisationNumber, 'organisationNumber.unreadable'),
  is: (value) => typeof value === 'string',
  faults: (_question, value) =>
    readOrganisationNumber(value) === value ? noFaults : fault('organisationNumber.unreadable'),
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': value }),
  show: (_question, value) => ({ lines: [value] }),
};
