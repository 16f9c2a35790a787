import { z } from 'zod';
import { checkSchema, expressionSchema, idSchema, onPaperSchema, wordsSchema } from './common.ts';
import { questionSchema } from './question.ts';

/** The way ends here for whoever sees the page: "Ring 112", "Du behöver inget lov". Nothing can be sent in from it. */
export const exitSchema = z.strictObject({
  phone: z.string().max(40).optional(),
  link: z
    .string()
    .regex(/^(https:\/\/|\/)/, 'En länk börjar med https:// eller /')
    .optional(),
});

/** One page of a form. */
export const pageSchema = z.strictObject({
  id: idSchema,
  title: wordsSchema,
  intro: wordsSchema.optional(),
  paperIntro: onPaperSchema.optional(),
  when: expressionSchema.optional(),
  /** `own`: each of those who apply together answers for themselves; `shared` when left out. */
  part: z.enum(['shared', 'own']).optional(),
  /** The id of a table: the page comes once for each of its rows, and `%row` is that row. */
  repeat: idSchema.optional(),
  exit: exitSchema.optional(),
  questions: z.array(questionSchema).max(100).default([]),
  checks: z.array(checkSchema).max(20).optional(),
});

/** What `pages:` holds in `service.yaml` and `inquiry.yaml`. */
export const pagesSchema = z.array(pageSchema).min(1).max(200);

/** A named result, worked out from answers and dated tables. It proposes; it never decides. */
export const calculationSchema = z.strictObject({
  id: idSchema,
  sv: wordsSchema,
  value: expressionSchema,
  /** `money` is in öre. */
  unit: z.enum(['money', 'number']).default('money'),
  when: expressionSchema.optional(),
  /** The id of a table: one result a row, with `%row`; others see the sum of them as `%<id>`. */
  each: idSchema.optional(),
});

/** What `calculate:` holds. */
export const calculateSchema = z.array(calculationSchema).max(200);

/** A whole form, as `compileForm` takes it. */
export const formSchema = z.strictObject({
  pages: pagesSchema,
  calculate: calculateSchema.optional(),
});

export type PageDefinition = z.infer<typeof pageSchema>;
export type Calculation = z.infer<typeof calculationSchema>;
export type FormDefinition = z.infer<typeof formSchema>;
