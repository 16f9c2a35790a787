import { z } from 'zod';
import { infoSchema } from '../questions/info/model.ts';
import { columnSchema, tableSchema } from '../questions/table/model.ts';

/** A question of any type: those that a row may ask, and a table, and a text to read. Unknown keys are errors, so that a misspelt one is found. */
export const questionSchema = z.discriminatedUnion('type', [...columnSchema.options, tableSchema, infoSchema]);

export type Question = z.infer<typeof questionSchema>;
export type QuestionKind = Question['type'];
