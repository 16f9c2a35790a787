import { z } from 'zod';

/**
 * An id that people write in a definition. A hyphen would read as minus in an expression, so only letters and digits.
 */
export const idSchema = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9]*$/,
    'Ett id börjar med liten bokstav och har bara a–z, A–Z och siffror, till exempel "lastMonth"',
  );

/** Swedish text, as a reader sees it. Other languages come from `texts/<lang>.yaml` (see `texts.ts`). */
export const wordsSchema = z.string().trim().min(1, 'Texten är tom').max(5000);

/** What stands on a printed form instead of a text that speaks of the screen; `false`: nothing. */
export const onPaperSchema = z.union([z.literal(false), wordsSchema]);

/** A FHIRPath expression. It is parsed and checked by `compileForm`, not here. */
export const expressionSchema = z.string().trim().min(1).max(1000);

/** A rule on a page or a question: when the expression is true, one of three things is said. */
export const checkSchema = z
  .strictObject({
    id: idSchema.optional(),
    when: expressionSchema,
    /** Stops the page, and the submission, until it is put right. */
    error: wordsSchema.optional(),
    /** Shown to the person who fills in; stops nothing. */
    warn: wordsSchema.optional(),
    /** Shown to staff only; stops nothing and decides nothing. */
    warnStaff: wordsSchema.optional(),
  })
  .refine(
    (check) => [check.error, check.warn, check.warnStaff].filter((text) => text !== undefined).length === 1,
    'En kontroll säger precis en sak: error, warn eller warnStaff',
  );

const level = z.int().min(0).max(4);

/** A class of information of a question's own, 0–4 in each respect. What is left out is as for the service. */
export const classSchema = z.strictObject({
  confidentiality: level.optional(),
  integrity: level.optional(),
  availability: level.optional(),
  traceability: level.optional(),
});

/** One thing to choose. `weight` is what `weight()` gives in an expression. */
export const optionSchema = z.strictObject({
  id: idSchema,
  sv: wordsSchema,
  hint: wordsSchema.optional(),
  /** As it stands in a sentence of the authority's own, where `sv` speaks in the first person: "du kan inte gå". */
  letter: wordsSchema.optional(),
  weight: z.number().optional(),
  /** In `choices`: cannot be combined with others ("Inget av detta"). */
  exclusive: z.boolean().optional(),
});

/** `options` with ids that differ. */
export const optionsSchema = z
  .array(optionSchema)
  .min(1)
  .max(300)
  .refine(
    (options) => new Set(options.map((option) => option.id)).size === options.length,
    'Två alternativ har samma id',
  );

/** A fact fetched by a port, or last time's answer (`previous.<question>`), shown with "Stämmer det?". */
export const confirmSchema = z.strictObject({
  from: z.string().regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/, 'Skriv till exempel "population.address"'),
});

/** What may be said of any question that is answered. */
export const commonFields = {
  id: idSchema,
  ask: wordsSchema,
  hint: wordsSchema.optional(),
  /** On a printed form instead of `hint`. */
  paperHint: onPaperSchema.optional(),
  why: wordsSchema.optional(),
  /** Without this the question must be answered. */
  optional: z.boolean().optional(),
  when: expressionSchema.optional(),
  /** Offers "Vet inte", which counts as an answer to the question but is empty in expressions. */
  dontKnow: z.boolean().optional(),
  class: classSchema.optional(),
  confirm: confirmSchema.optional(),
  /** Counted in statistics, stored without the person. Only for answers that cannot point at someone. */
  statistics: z.literal(true).optional(),
  checks: z.array(checkSchema).max(20).optional(),
};

/** A day as `2026-05-03`, or a moving one: `today`, `today+P3M`, `today-P18Y`. */
export const dayLimitSchema = z
  .string()
  .regex(
    /^(\d{4}-\d{2}-\d{2}|today([+-]P\d{1,3}[DWMY])?)$/,
    'Skriv en dag som 2026-05-03, today, today+P3M eller today-P18Y',
  );

export type Check = z.infer<typeof checkSchema>;
export type Option = z.infer<typeof optionSchema>;
export type InformationClass = z.infer<typeof classSchema>;

const nestedQuantifier = /\([^)]*[+*}][^)]*\)[+*{]/;

/** A regular expression that is valid and cannot run away on a long answer. */
export const patternSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((source) => {
    try {
      new RegExp(source, 'u');
      return !nestedQuantifier.test(source);
    } catch {
      return false;
    }
  }, 'Mönstret går inte att läsa, eller har upprepningar i upprepningar som kan ta för lång tid');

export const clockSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Skriv klockslag som "08:30" (med citattecken)');

/** A unit of measurement; `factor` says how many of the first unit one of it is. */
export const unitSchema = z.strictObject({
  id: idSchema,
  sv: wordsSchema,
  factor: z.number().positive().optional(),
});

export type Unit = z.infer<typeof unitSchema>;
