import { z } from 'zod';
import type { Values } from '../../answers.ts';
import { object } from '../../expressions/shapes.ts';
import { isParts, partFaults, partShapes, readParts, showPart, type PartName } from '../parts.ts';
import type { QuestionType } from '../type.ts';
import { commonFields } from '../../schema/common.ts';

/** An organisation: name and organisation number when `fields` is left out. */
export const organisationSchema = z.strictObject({
  ...commonFields,
  type: z.literal('organisation'),
  fields: z
    .array(z.enum(['name', 'number', 'contact', 'phone', 'email']))
    .min(1)
    .optional(),
});

export type OrganisationQuestion = z.infer<typeof organisationSchema>;

type Organisation = Values['organisation'];

/** What is asked for. */
export function organisationFields(question: OrganisationQuestion): readonly (PartName & keyof Organisation)[] {
  return question.fields ?? ['name', 'number'];
}

export const organisationType: QuestionType<OrganisationQuestion, Organisation> = {
  schema: organisationSchema,
  required: 'organisation',
  shape: (question) => object(partShapes(organisationFields(question))),
  read: (question, fields) => readParts(organisationFields(question), fields),
  is: (value, question): value is Organisation => isParts(value, organisationFields(question)),
  faults: (question, value) => partFaults(value, organisationFields(question)),
  variable: (_question, value) => value,
  fields: (_question, value) => ({ ...value }),
  show: (question, value, words) => ({
    lines: organisationFields(question).flatMap((part) =>
      value[part] === undefined ? [] : [showPart(part, value[part], words)],
    ),
  }),
};
