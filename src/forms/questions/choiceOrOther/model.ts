import { z } from 'zod';
import type { Values } from '../../answers.ts';
import { object, string } from '../../expressions/shapes.ts';
import { codesOf, hasOption } from '../coded.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { lengthFaults, readText } from '../written.ts';
import { commonFields, optionsSchema, wordsSchema } from '../../schema/common.ts';

/** One of several, or something else in own words. */
export const choiceOrOtherSchema = z.strictObject({
  ...commonFields,
  type: z.literal('choiceOrOther'),
  options: optionsSchema,
  /** What the last choice is called; "Annat" when left out. */
  other: wordsSchema.optional(),
  maxLength: z.int().min(1).max(1000).optional(),
});

export type ChoiceOrOtherQuestion = z.infer<typeof choiceOrOtherSchema>;

type ChoiceOrOther = Values['choiceOrOther'];

/** What the last choice is sent as; an option cannot have this id, which begins with a capital. */
export const otherChoice = 'Other';

export const choiceOrOtherType: QuestionType<ChoiceOrOtherQuestion, ChoiceOrOther> = {
  schema: choiceOrOtherSchema,
  required: 'choice',
  shape: ({ options }) => object({ code: { kind: 'string', codes: codesOf(options) }, other: string }),
  read({ options }, fields) {
    const chosen = fields.text();
    const { value: other } = readText(fields.text('other'));
    if (chosen === otherChoice || (chosen === '' && other !== undefined)) {
      return other === undefined ? { fault: { code: 'choiceOrOther.empty', part: 'other' } } : { value: { other } };
    }
    if (chosen === '') return {};
    return hasOption(options, chosen) ? { value: { code: chosen } } : { fault: { code: 'choice.unknown' } };
  },
  is: (value): value is ChoiceOrOther =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 1 &&
    (('code' in value && typeof value.code === 'string') || ('other' in value && typeof value.other === 'string')),
  faults({ options, maxLength }, value) {
    if ('code' in value) return hasOption(options, value.code) ? noFaults : fault('choice.unknown');
    return lengthFaults(value.other, 1, maxLength ?? 200).map((found) => ({ ...found, part: 'other' }));
  },
  variable: (_question, value) => value,
  fields(_question, value): Record<string, string> {
    return 'code' in value ? { '': value.code } : { '': otherChoice, other: value.other };
  },
  show: (_question, value, words) => ({ lines: ['code' in value ? words.text(`options.${value.code}`) : value.other] }),
};
