import { z } from 'zod';
import { formatMoney } from '../../../platform/index.ts';
import { integer } from '../../expressions/shapes.ts';
import { readAmount } from '../reading.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { commonFields, wordsSchema } from '../../schema/common.ts';

/** An amount in Swedish kronor, kept in öre. */
export const moneySchema = z.strictObject({
  ...commonFields,
  type: z.literal('money'),
  /** In öre. */
  min: z.int().optional(),
  /** In öre. */
  max: z.int().optional(),
  /** Said after the amount, for example "per månad"; "kronor" is always said. */
  unit: wordsSchema.optional(),
});

export type MoneyQuestion = z.infer<typeof moneySchema>;

/** What an amount may be when the definition says nothing: nobody is asked for more than ten thousand million kronor. */
const most = 1_000_000_000_000;

export const moneyType: QuestionType<MoneyQuestion, number> = {
  schema: moneySchema,
  required: 'money',
  shape: () => integer,
  read(_question, fields) {
    const typed = fields.text();
    if (typed === '') return {};
    const value = readAmount(typed);
    return value === undefined ? { fault: { code: 'money.unreadable' } } : { value };
  },
  is: (value): value is number => Number.isSafeInteger(value),
  faults(question, value) {
    const { min = 0, max = most } = question;
    if (value < min) return min === 0 ? fault('money.negative') : fault('money.small', { min });
    return value > max ? fault('money.large', { max }) : noFaults;
  },
  variable: (_question, value) => value,
  fields: (_question, value) => ({
    '': (value % 100 === 0 ? String(value / 100) : (value / 100).toFixed(2)).replace('.', ','),
  }),
  show(question, value, words) {
    const shown = formatMoney(value, words.language);
    return { lines: [question.unit === undefined ? shown : `${shown} ${words.text('unit')}`] };
  },
};
