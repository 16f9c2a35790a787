/** The pure questionnaire engine: `(definition, answers, context) → journey`. See README.md. */
export { calculateSchema, formSchema, pageSchema, pagesSchema } from './schema/form.ts';
export { questionSchema } from './schema/question.ts';
export { classSchema, expressionSchema, idSchema, wordsSchema } from './schema/common.ts';
export type { Calculation, FormDefinition, PageDefinition } from './schema/form.ts';
export type { Question, QuestionKind } from './schema/question.ts';
export type { Check, InformationClass, Option } from './schema/common.ts';
export type * from './answers.ts';
export type * from './engine/types.ts';
