import { z } from 'zod';
import type { Values } from '../../answers.ts';
import { object, string } from '../../expressions/shapes.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { readText } from '../written.ts';
import { commonFields } from '../../schema/common.ts';

/** A Swedish bank account: clearing number and account number. */
export const bankAccountSchema = z.strictObject({
  ...commonFields,
  type: z.literal('bankAccount'),
});

export type BankAccountQuestion = z.infer<typeof bankAccountSchema>;

type BankAccount = Values['bankAccount'];

/**
 * Four digits, or five for Swedbank, whose numbers begin with 8 and whose fifth is a check digit (Bankgirot, "Bankernas
 * kontonummer"). Account numbers differ by bank: only their length is checked here; the payer's system knows the rest.
 */
function readClearing(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '');
  if (/^8\d{4}$/.test(digits)) return `${digits.slice(0, 4)}-${digits.slice(4)}`;
  return /^[1-9]\d{3}$/.test(digits) ? digits : undefined;
}

function readAccount(text: string): string | undefined {
  const digits = text.replace(/[\s.,-]/g, '');
  return /^\d{5,12}$/.test(digits) ? digits : undefined;
}

export const bankAccountType: QuestionType<BankAccountQuestion, BankAccount> = {
  schema: bankAccountSchema,
  required: 'bankAccount',
  shape: () => object({ clearing: string, account: string, bank: string }),
  read(_question, fields) {
    const [clearingText, accountText] = [fields.text('clearing'), fields.text('account')];
    const { value: bank } = readText(fields.text('bank'));
    if (clearingText === '' && accountText === '' && bank === undefined) return {};
    const clearing = readClearing(clearingText);
    if (clearing === undefined) return { fault: { code: 'bankAccount.clearing', part: 'clearing' } };
    const account = readAccount(accountText);
    if (account === undefined) return { fault: { code: 'bankAccount.account', part: 'account' } };
    return { value: { clearing, account, ...(bank !== undefined && { bank }) } };
  },
  is: (value): value is BankAccount =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    'clearing' in value &&
    'account' in value &&
    Object.entries(value).every(
      ([key, part]) => ['clearing', 'account', 'bank'].includes(key) && typeof part === 'string',
    ),
  faults(_question, { clearing, account }) {
    if (readClearing(clearing) !== clearing) return fault('bankAccount.clearing', undefined, 'clearing');
    return readAccount(account) === account ? noFaults : fault('bankAccount.account', undefined, 'account');
  },
  variable: (_question, value) => value,
  fields: (_question, value) => ({ ...value }),
  show: (_question, { clearing, account, bank }, words) => ({
    lines: [words.own('bankAccount.shown', { clearing, account }), ...(bank === undefined ? [] : [bank])],
  }),
};
