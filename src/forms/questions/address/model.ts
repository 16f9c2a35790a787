import { z } from 'zod';
import type { Values } from '../../answers.ts';
import { object } from '../../expressions/shapes.ts';
import { isParts, partFaults, partShapes, readParts } from '../parts.ts';
import type { QuestionType } from '../type.ts';
import { commonFields } from '../../schema/common.ts';

/** A Swedish postal address. */
export const addressSchema = z.strictObject({
  ...commonFields,
  type: z.literal('address'),
});

export type AddressQuestion = z.infer<typeof addressSchema>;

type Address = Values['address'];

/** In the order they are asked for and written on an envelope. */
export const addressParts = ['careOf', 'street', 'postalCode', 'city'] as const;

export const addressType: QuestionType<AddressQuestion, Address> = {
  schema: addressSchema,
  required: 'address',
  shape: () => object(partShapes(addressParts)),
  // A missing part is a fault of the value, told beside the part; what was typed in the others is an answer.
  read: (_question, fields) => readParts(addressParts, fields) as { value?: Address },
  is: (value): value is Address => isParts(value, addressParts),
  faults: (_question, value) => partFaults(value, ['street', 'postalCode', 'city'], ['careOf']),
  variable: (_question, value) => value,
  fields: (_question, value) => ({ ...value }),
  show: (_question, { careOf, street, postalCode, city }) => ({
    lines: [...(careOf === undefined ? [] : [`c/o ${careOf}`]), street, `${postalCode} ${city}`],
  }),
};
