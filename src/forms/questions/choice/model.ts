import { z } from 'zod';
import { coding } from '../../expressions/shapes.ts';
import { codesOf, codingOf, hasOption } from '../coded.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { commonFields, optionsSchema } from '../../schema/common.ts';

/** One of several. */
export const choiceSchema = z.strictObject({
  ...commonFields,
  type: z.literal('choice'),
  options: optionsSchema,
});

export type ChoiceQuestion = z.infer<typeof choiceSchema>;

export const choiceType: QuestionType<ChoiceQuestion, string> = {
  schema: choiceSchema,
  required: 'choice',
  shape: ({ options }) => coding(codesOf(options)),
  read({ options }, fields) {
    const typed = fields.text();
    if (typed === '') return {};
    return hasOption(options, typed) ? { value: typed } : { fault: { code: 'choice.unknown' } };
  },
  is: (value) => typeof value === 'string',
  faults: ({ options }, value) => (hasOption(options, value) ? noFaults : fault('choice.unknown')),
  variable: ({ options }, value) => codingOf(options, value),
  fields: (_question, value) => ({ '': value }),
  show: (_question, value, words) => ({ lines: [words.text(`options.${value}`)] }),
};
