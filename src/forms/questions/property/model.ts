import { z } from 'zod';
import { string } from '../../expressions/shapes.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { readText } from '../written.ts';
import { commonFields } from '../../schema/common.ts';

/** A property by its designation, as "Exempelkommun Tegen 1:12" or "Eken 3". */
export const propertySchema = z.strictObject({
  ...commonFields,
  type: z.literal('property'),
});

export type PropertyQuestion = z.infer<typeof propertySchema>;

/**
 * Municipality (often left out) and tract or town block in words, then a block and unit, "Tegen 1:12", "Tegen S:3", or within a town
 * block only the unit, "Eken 3" (Lantmäteriet, "Handbok registerbeteckning").
 */
const designation = /^[\p{L}][\p{L}\p{N} .'-]{1,80} (?:(?:\d{1,5}|[sSgG]|[A-ZÅÄÖ]{1,2}):)?\d{1,5}$/u;

export const propertyType: QuestionType<PropertyQuestion, string> = {
  schema: propertySchema,
  required: 'property',
  shape: () => string,
  read(_question, fields) {
    const { value: typed } = readText(
      fields
        .text()
        .replace(/\s+/g, ' ')
        .replace(/\s*:\s*/g, ':'),
    );
    if (typed === undefined) return {};
    return designation.test(typed) ? { value: typed } : { fault: { code: 'property.unreadable' } };
  },
  is: (value) => typeof value === 'string',
  faults: (_question, value) => (designation.test(value) ? noFaults : fault('property.unreadable')),
  variable: (_question, value) => value,
  fields: (_question, value) => ({ '': value }),
  show: (_question, value) => ({ lines: [value] }),
};
