import { z } from 'zod';
import { addressSchema } from '../questions/address/model.ts';
import { bankAccountSchema } from '../questions/bankAccount/model.ts';
import { choiceSchema } from '../questions/choice/model.ts';
import { choiceOrOtherSchema } from '../questions/choiceOrOther/model.ts';
import { choicesSchema } from '../questions/choices/model.ts';
import { dateSchema } from '../questions/date/model.ts';
import { emailSchema } from '../questions/email/model.ts';
import { fileSchema } from '../questions/file/model.ts';
import { infoSchema } from '../questions/info/model.ts';
import { longTextSchema } from '../questions/longText/model.ts';
import { measurementSchema } from '../questions/measurement/model.ts';
import { moneySchema } from '../questions/money/model.ts';
import { numberSchema } from '../questions/number/model.ts';
import { organisationSchema } from '../questions/organisation/model.ts';
import { organisationNumberSchema } from '../questions/organisationNumber/model.ts';
import { periodSchema } from '../questions/period/model.ts';
import { personSchema } from '../questions/person/model.ts';
import { phoneSchema } from '../questions/phone/model.ts';
import { positionSchema } from '../questions/position/model.ts';
import { propertySchema } from '../questions/property/model.ts';
import { scaleSchema } from '../questions/scale/model.ts';
import { tableSchema } from '../questions/table/model.ts';
import { textSchema } from '../questions/text/model.ts';
import { timeSchema } from '../questions/time/model.ts';
import { yesNoSchema } from '../questions/yesNo/model.ts';

/** A question of any type. Unknown keys are errors, so that a misspelt one is found. */
export const questionSchema = z.discriminatedUnion('type', [
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
  tableSchema,
  infoSchema,
]);

export type Question = z.infer<typeof questionSchema>;
export type QuestionKind = Question['type'];
