import type { Value, Values } from '../answers.ts';
import type { Question } from '../schema/question.ts';
import { addressType } from './address/model.ts';
import { bankAccountType } from './bankAccount/model.ts';
import { choiceType } from './choice/model.ts';
import { choiceOrOtherType } from './choiceOrOther/model.ts';
import { choicesType } from './choices/model.ts';
import { dateType } from './date/model.ts';
import { emailType } from './email/model.ts';
import { fileType } from './file/model.ts';
import { longTextType } from './longText/model.ts';
import { measurementType } from './measurement/model.ts';
import { moneyType } from './money/model.ts';
import { numberType } from './number/model.ts';
import { organisationType } from './organisation/model.ts';
import { organisationNumberType } from './organisationNumber/model.ts';
import { periodType } from './period/model.ts';
import { personType } from './person/model.ts';
import { phoneType } from './phone/model.ts';
import { positionType } from './position/model.ts';
import { propertyType } from './property/model.ts';
import { scaleType } from './scale/model.ts';
import { textType } from './text/model.ts';
import { timeType } from './time/model.ts';
import type { QuestionType } from './type.ts';
import { yesNoType } from './yesNo/model.ts';

/** Questions with an answer of their own: all but tables, which have rows, and info, which has none. */
export type AnswerKind = Exclude<Question['type'], 'table' | 'info'>;
export type AnsweredQuestion = Extract<Question, { type: AnswerKind }>;

const types: { readonly [K in AnswerKind]: QuestionType<Extract<Question, { type: K }>, Values[K]> } = {
  text: textType,
  longText: longTextType,
  number: numberType,
  money: moneyType,
  date: dateType,
  time: timeType,
  period: periodType,
  yesNo: yesNoType,
  choice: choiceType,
  choices: choicesType,
  choiceOrOther: choiceOrOtherType,
  scale: scaleType,
  measurement: measurementType,
  person: personType,
  organisation: organisationType,
  organisationNumber: organisationNumberType,
  email: emailType,
  phone: phoneType,
  address: addressType,
  property: propertyType,
  position: positionType,
  bankAccount: bankAccountType,
  file: fileType,
};

/** The type of a question. Callers hold a question and a value that belong together without naming which type it is. */
export function typeOf(question: AnsweredQuestion): QuestionType<AnsweredQuestion, Value> {
  return types[question.type] as unknown as QuestionType<AnsweredQuestion, Value>;
}

export function isAnswered(question: Question): question is AnsweredQuestion {
  return question.type !== 'table' && question.type !== 'info';
}
