import { z } from 'zod';
import { string } from '../../expressions/shapes.ts';
import { isEmail } from '../reading.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { readWith } from '../written.ts';
import { commonFields } from '../../schema/common.ts';

/** An e-mail address. */
export const emailSchema = z.strictObject({
  ...commonFields,
  type: z.literal('email'),
});

export type EmailQuestion = z.infer<typeof emailSchema>;

export const emailType: QuestionType<EmailQuestion, string> = {
  schema: emailSchema,
  required: 'email',
  shape: () => string,
  read: (_question, fields) =>
    readWith(fields.text(), (text) => (isEmail(text) ? text : undefined), 'email.unreadable'),
  is: (value) => typeof value === 'string',
  faults: (_question, value) => (isEmail(value) ? noFaults : fault('email.unreadable')),
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': value }),
  show: (_question, value) => ({ lines: [value] }),
};
