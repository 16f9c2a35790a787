import { z } from 'zod';
import { calculateSchema } from './pages.ts';
import { duration, expression, id, text } from './words.ts';

/** Sums that propose, and the renewal of an earlier case. */
export const calculationShape = {
  tables: z
    .array(id)
    .default([])
    .describe('Dated tables of the organisation read with lookup(); an example of each lies in catalogue/tables/.'),
  calculate: calculateSchema
    .default([])
    .describe('A calculation that proposes; an officer decides. A later row may use an earlier one as %rowId.'),
  breakdown: z
    .array(
      z.strictObject({
        id: id.describe('A row of `calculate`.'),
        as: z.enum(['cost', 'income', 'sum', 'note']).describe('Added, taken off, a sum, or only told.'),
        explain: text.optional().describe('How the row was reached, told to the person.'),
      }),
    )
    .default([])
    .describe('How the calculation is shown to the person and the officer: rows in order.'),
  renews: z
    .strictObject({
      service: z.union([id, z.array(id).min(1)])
        .describe('The service whose last case is fetched, or several: the latest case of any of them. May be this one.'),
      fetch: z.array(id).min(1).describe('Questions filled from the last case, to be confirmed.'),
      ask: text.describe('The question asked on top: Samma som förra månaden?'),
      sample: z
        .strictObject({ oneIn: z.int().min(1), ask: text })
        .optional()
        .describe('Random check instead of attachments.'),
      within: duration.optional().describe('How old the last case may be.'),
    })
    .optional(),
  payment: z
    .strictObject({
      account: id.optional().describe('The question with the account.'),
      export: id.describe('The payment file of the organisation.'),
      receivers: z
        .array(
          z.strictObject({
            items: z.array(id).min(1).describe('The items of the decision that are paid to them.'),
            when: expression.optional().describe('When they are paid to them; always when left out.'),
            to: id.describe('The question that names them: text with a bankgiro, or an account.'),
          }),
        )
        .default([])
        .describe('Items that are paid to somebody other than the applicant: a landlord.'),
      when: z
        .enum(['decided', 'reported'])
        .default('decided')
        .describe('decided: as soon as it is decided. reported: when the cost has been shown, and never more than it.'),
    })
    .optional()
    .describe('The payment order that follows a grant.'),
};

/**
 * A dated table in `catalogue/tables/`: what an authority decides once a year, and rules read with `lookup()`. Its rows
 * belong to the organisation; here only what the format itself leans on.
 */
export const tableSchema = z.looseObject({
  table: id,
  name: z.string().min(1),
  example: z.boolean(),
  versions: z.array(z.looseObject({ validFrom: z.string(), rows: z.array(z.looseObject({})) })).min(1),
});
export type DatedTable = z.infer<typeof tableSchema>;
