import { z } from 'zod';
import type { Values } from '../../answers.ts';
import { object } from '../../expressions/shapes.ts';
import { isParts, partFaults, partShapes, readParts, showPart, type PartName } from '../parts.ts';
import { bornDay } from '../reading.ts';
import { fault, type QuestionType } from '../type.ts';
import { commonFields } from '../../schema/common.ts';

/** Another person. */
export const personSchema = z.strictObject({
  ...commonFields,
  type: z.literal('person'),
  /** What is asked for; given name, family name and personal number when left out. */
  fields: z
    .array(z.enum(['givenName', 'familyName', 'personalNumber', 'birthDate', 'phone', 'email']))
    .min(1)
    .optional(),
});

export type PersonQuestion = z.infer<typeof personSchema>;

type Person = Values['person'];

/** What is asked for. */
export function personFields(question: PersonQuestion): readonly (PartName & keyof Person)[] {
  return question.fields ?? ['givenName', 'familyName', 'personalNumber'];
}

export const personType: QuestionType<PersonQuestion, Person> = {
  schema: personSchema,
  required: 'person',
  shape: (question) => object(partShapes(personFields(question))),
  read: (question, fields, today) => readParts(personFields(question), fields, today),
  is: (value, question): value is Person => isParts(value, personFields(question)),
  faults(question, value, today) {
    const faults = partFaults(value, personFields(question));
    const born = value.birthDate ?? (value.personalNumber && bornDay(value.personalNumber));
    if (faults.length > 0 || !born || born <= today) return faults;
    return value.birthDate === undefined
      ? fault('personalNumber.unreadable', undefined, 'personalNumber')
      : fault('date.future', undefined, 'birthDate');
  },
  variable: (_question, value) => value,
  fields: (_question, value) => ({ ...value }),
  show(question, value, words) {
    const name = [value.givenName, value.familyName].filter((part) => part !== undefined).join(' ');
    const others = personFields(question).filter((part) => part !== 'givenName' && part !== 'familyName');
    const lines = others.flatMap((part) => (value[part] === undefined ? [] : [showPart(part, value[part], words)]));
    return { lines: name === '' ? lines : [name, ...lines] };
  },
};
