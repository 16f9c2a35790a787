/** The pure questionnaire engine: `(definition, answers, context) → journey`. See README.md. */
export { forms } from './room.ts';

export { calculateSchema, formSchema, pageSchema, pagesSchema } from './schema/form.ts';
export { questionSchema } from './schema/question.ts';
export { classSchema, expressionSchema, idSchema, wordsSchema } from './schema/common.ts';
export type { Calculation, FormDefinition, PageDefinition } from './schema/form.ts';
export type { Question, QuestionKind } from './schema/question.ts';
export type { Check, InformationClass, Option } from './schema/common.ts';

export { compileForm, type Compiled } from './engine/compile.ts';
export { journey, pageAfter, pageBefore } from './engine/journey.ts';
export { readPage } from './engine/read-page.ts';
export { submitted } from './engine/submitted.ts';
export { validate, type Validated } from './engine/validate.ts';
export { calculate } from './engine/calculate.ts';
export { compileRule, evaluateRule, explain, type CompiledRule, type Rule } from './engine/explain.ts';
export { answerInSentence, answerText, factText, type AnswerRow, type AnswerText } from './engine/answer-text.ts';
export { faultText } from './engine/words.ts';
export { translatable, type Translatable } from './engine/texts.ts';
export { personIn } from './engine/person-in.ts';
export { readCondition, type Compared, type Condition } from './expressions/condition.ts';
export { changedQuestions, type QuestionChange } from './engine/changes.ts';
export { fittingAnswers, fittingTyped } from './engine/fitting.ts';
export { bornDay, readPersonalNumber } from './questions/reading.ts';

export type * from './answers.ts';
export type * from './engine/types.ts';

export { PageQuestions, type PageQuestionsProps } from './pages/page-questions.tsx';
export { benchForm, type BenchForm } from './bench-form.ts';
