import { z } from 'zod';
import { coding, many } from '../../expressions/shapes.ts';
import { codesOf, codingOf, hasOption } from '../coded.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { commonFields, optionsSchema } from '../../schema/common.ts';

/** Any number of several. */
export const choicesSchema = z.strictObject({
  ...commonFields,
  type: z.literal('choices'),
  options: optionsSchema,
  /** Least number to tick; 1 unless the question is optional. */
  min: z.int().min(1).optional(),
  max: z.int().min(1).optional(),
});

export type ChoicesQuestion = z.infer<typeof choicesSchema>;

export const choicesType: QuestionType<ChoicesQuestion, readonly string[]> = {
  schema: choicesSchema,
  required: 'choices',
  shape: ({ options }) => many(coding(codesOf(options))),
  read({ options }, fields) {
    const typed = new Set(fields.all().filter((id) => id !== ''));
    if (typed.size === 0) return {};
    if ([...typed].some((id) => !hasOption(options, id))) return { fault: { code: 'choice.unknown' } };
    // In the order of the definition, so that the same choices always are the same answer.
    return { value: codesOf(options).filter((id) => typed.has(id)) };
  },
  is: (value): value is readonly string[] =>
    Array.isArray(value) && value.length > 0 && value.every((id) => typeof id === 'string'),
  faults({ options, min, max }, value) {
    if (value.some((id) => !hasOption(options, id)) || new Set(value).size < value.length)
      return fault('choice.unknown');
    const alone = options.find(({ id, exclusive }) => exclusive && value.includes(id));
    if (alone && value.length > 1) return fault('choices.exclusive', { option: alone.sv });
    if (min !== undefined && value.length < min && !alone) return fault('choices.few', { min });
    return max !== undefined && value.length > max ? fault('choices.many', { max }) : noFaults;
  },
  variable: ({ options }, value) => value.map((id) => codingOf(options, id)),
  fields: (_question, value) => ({ '': value }),
  show: (_question, value, words) => ({ lines: value.map((id) => words.text(`options.${id}`)) }),
};
