import { z } from 'zod';
import { pageSchema, questionSchema } from './pages.ts';
import { expression, id, outcomes, text } from './words.ts';

const paragraph = z.strictObject({
  id,
  when: expression.optional(),
  say: text.describe('A paragraph of the reasons. {questionId} is replaced by the answer as people read it.'),
});

const section = z.strictObject({
  id,
  item: id.optional().describe('The item of the decision; a section without item is about the whole case.'),
  flowsTo: z
    .array(id)
    .min(1)
    .optional()
    .describe('The items whose reasons its text flows into; its own item when left out. For what is about the whole case.'),
  title: text,
  when: expression.optional().describe("When the section is needed. Follows the item's `sought` when left out."),
  sought: z.array(id).default([]).describe("Sought: the applicant's questions shown beside."),
  evidence: z
    .array(questionSchema)
    .default([])
    .describe('Evidence: what the officer notes from papers, talks and visits.'),
  assessment: z.array(questionSchema).default([]).describe("Assessment: the officer's questions to the law."),
  proposal: z
    .array(
      z.strictObject({
        when: expression,
        outcome: z.enum(outcomes),
        reasons: z.array(id).min(1),
        say: text.describe('Why this is proposed, to the officer.'),
      }),
    )
    .default([])
    .describe('Proposal: the first that holds is put before the officer. A proposal is never a decision.'),
  text: z.array(paragraph).default([]).describe('Text that flows into the decision, editable.'),
});

/** The officer's inquiry: same engine as the resident's pages. */
export const inquirySchema = z
  .strictObject({
    start: z.array(pageSchema).default([]).describe('Pages before the sections: how the talk was held, who took part.'),
    sections: z.array(section).min(1),
    completion: z
      .array(
        z.strictObject({
          id,
          sv: text.describe('What is lacking, as it stands in the checklist.'),
          ask: text.describe('The plain sentences in the letter: what we need, why, and how to send it.'),
          when: expression.optional().describe('When the checklist suggests it.'),
          question: id.optional().describe("The applicant's question that it completes."),
          waitsFor: z.literal('coApplicant').optional().describe('Suggested only while the case waits for them: their part that has not come.'),
        }),
      )
      .default([])
      .describe('The checklist of what may be lacking. What the officer ticks becomes a plain letter.'),
  })
  .meta({ id: 'inquiry' });
export type Inquiry = z.infer<typeof inquirySchema>;
