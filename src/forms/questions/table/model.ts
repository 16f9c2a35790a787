import { z } from 'zod';
import { commonFields, wordsSchema } from '../../schema/common.ts';
import { addressSchema } from '../address/model.ts';
import { bankAccountSchema } from '../bankAccount/model.ts';
import { choiceSchema } from '../choice/model.ts';
import { choiceOrOtherSchema } from '../choiceOrOther/model.ts';
import { choicesSchema } from '../choices/model.ts';
import { dateSchema } from '../date/model.ts';
import { emailSchema } from '../email/model.ts';
import { fileSchema } from '../file/model.ts';
import { longTextSchema } from '../longText/model.ts';
import { measurementSchema } from '../measurement/model.ts';
import { moneySchema } from '../money/model.ts';
import { numberSchema } from '../number/model.ts';
import { organisationSchema } from '../organisation/model.ts';
import { organisationNumberSchema } from '../organisationNumber/model.ts';
import { periodSchema } from '../period/model.ts';
import { personSchema } from '../person/model.ts';
import { phoneSchema } from '../phone/model.ts';
import { positionSchema } from '../position/model.ts';
import { propertySchema } from '../property/model.ts';
import { scaleSchema } from '../scale/model.ts';
import { textSchema } from '../text/model.ts';
import { timeSchema } from '../time/model.ts';
import { yesNoSchema } from '../yesNo/model.ts';

/** A column is a question of its own, answered once a row. A table has no table inside. */
export const columnSchema = z.discriminatedUnion('type', [
  textSchema,
  longTextSchema,
  numberSchema,
  moneySchema,
  dateSchema,
  timeSchema,
  periodSchema,
  yesNoSchema,
  choiceSchema,
  choicesSchema,
  choiceOrOtherSchema,
  scaleSchema,
  measurementSchema,
  personSchema,
  organisationSchema,
  organisationNumberSchema,
  emailSchema,
  phoneSchema,
  addressSchema,
  propertySchema,
  positionSchema,
  bankAccountSchema,
  fileSchema,
]);

/** Rows with the same questions: incomes, children, offers. In a column's expressions `%row` is its own row. */
export const tableSchema = z.strictObject({
  ...commonFields,
  type: z.literal('table'),
  columns: z.array(columnSchema).min(1).max(20),
  /** Least and most rows; 1 (0 when optional) and 50 when left out. */
  min: z.int().min(0).max(200).optional(),
  max: z.int().min(1).max(200).optional(),
  /** What one row is, for headings and buttons: "Inkomst" gives "Inkomst 1", "Lägg till en rad: inkomst". */
  rowName: wordsSchema,
});

export type TableQuestion = z.infer<typeof tableSchema>;
export type Column = z.infer<typeof columnSchema>;
