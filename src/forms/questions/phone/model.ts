import { z } from 'zod';
import { string } from '../../expressions/shapes.ts';
import { formatPhone } from '../../../platform/index.ts';
import { readPhone } from '../reading.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { readWith } from '../written.ts';
import { commonFields } from '../../schema/common.ts';

/** A telephone number, kept as +46701740605. */
export const phoneSchema = z.strictObject({
  ...commonFields,
  type: z.literal('phone'),
});

export type PhoneQuestion = z.infer<typeof phoneSchema>;

export const phoneType: QuestionType<PhoneQuestion, string> = {
  schema: phoneSchema,
  required: 'phone',
  shape: () => string,
  read: (_question, fields) => readWith(fields.text(), readPhone, 'phone.unreadable'),
  is: (value) => typeof value === 'string',
  faults: (_question, value) => (readPhone(value) === value ? noFaults : fault('phone.unreadable')),
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': formatPhone(value) }),
  show: (_question, value) => ({ lines: [formatPhone(value)] }),
};
