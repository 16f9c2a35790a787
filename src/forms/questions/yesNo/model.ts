import { z } from 'zod';
import { boolean } from '../../expressions/shapes.ts';
import { noFaults, type QuestionType } from '../type.ts';
import { commonFields } from '../../schema/common.ts';

/** Yes or no. */
export const yesNoSchema = z.strictObject({
  ...commonFields,
  type: z.literal('yesNo'),
});

export type YesNoQuestion = z.infer<typeof yesNoSchema>;

export const yesNoType: QuestionType<YesNoQuestion, boolean> = {
  schema: yesNoSchema,
  required: 'yesNo',
  shape: () => boolean,
  read(_question, fields) {
    const typed = fields.text();
    if (typed === '') return {};
    return typed === 'yes' || typed === 'no' ? { value: typed === 'yes' } : { fault: { code: 'required.yesNo' } };
  },
  is: (value) => typeof value === 'boolean',
  faults: () => noFaults,
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': value ? 'yes' : 'no' }),
  show: (_question, value, words) => ({ lines: [words.own(value ? 'yes' : 'no')] }),
};
