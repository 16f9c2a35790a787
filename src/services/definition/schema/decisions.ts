import { z } from 'zod';
import { documentTypes, duration, expression, id, named, outcomes, text } from './words.ts';

const reason = z.strictObject({
  id,
  for: z.array(z.enum(outcomes)).min(1).describe('The outcomes it may be used with.'),
  items: z.array(id).optional().describe('Only for these items; for all when left out.'),
  law: id.optional().describe('The word of the section in `law.sections`.'),
  sv: text.describe('The reason in the letter, in whole sentences to the person.'),
});

const item = z.strictObject({
  id,
  sv: text,
  law: id.optional().describe('The word of the section in `law.sections`.'),
  sought: expression.optional().describe('When the item is applied for. Always when left out.'),
  amount: id.optional().describe('The row of `calculate` that proposes the amount.'),
  rowsOf: id.optional().describe('A table question: each of its rows is decided on its own.'),
  given: text.optional().describe('What one gets and does, when granted.'),
});

const mainDecision = z.strictObject({
  type: z.enum(['permit', 'grant', 'advance', 'clearance', 'measure']),
  per: z
    .enum(['whole', 'item', 'part'])
    .describe('whole: one outcome; item: each on its own; part: each with amount and period.'),
  items: z.array(item).min(1),
  outcomes: z.array(z.enum(outcomes)).default([...outcomes]),
  reasons: z.array(reason).min(1),
  valid: z
    .array(z.enum(['until', 'further', 'month']))
    .min(1)
    .describe('until: an end date; further: until further notice; month: for a month.'),
  conditions: z
    .array(
      z.strictObject({
        id,
        sv: text,
        type: z.enum(['yesNo', 'text', 'number', 'choice']),
        options: z.array(named).optional(),
        items: z.array(id).optional(),
      }),
    )
    .default([])
    .describe('What an officer may attach to a grant.'),
  amount: id.optional().describe('The row of `calculate` that is the whole amount, in öre.'),
  period: id.optional().describe('The question that says for which period.'),
});

const followingDecision = z.strictObject({
  type: z.enum(['renewal', 'change', 'revocation', 'recovery']),
  of: z.enum(['permit', 'grant', 'measure']),
  reasons: z.array(reason).default([]),
});

/** How it is tried, decided, told and appealed. */
export const decisionsShape = {
  inquiry: z.literal('inquiry.yaml').optional().describe("The pages of the officer's inquiry."),
  hear: z
    .strictObject({ before: z.enum(['refusal', 'against']), within: duration })
    .optional()
    .describe('Hearing before a decision that goes against someone, and the time to answer.'),
  decisions: z.array(z.discriminatedUnion('type', [mainDecision, followingDecision])).min(1),
  delegation: z
    .array(
      z.strictObject({
        point: z.string().min(1).describe('The point in the delegation order. In quotes: 5.10 would read as a number.'),
        decisions: z
          .array(
            z.enum([
              'permit',
              'grant',
              'advance',
              'clearance',
              'measure',
              'renewal',
              'change',
              'revocation',
              'recovery',
              'dismissal',
              'writingOff',
            ]),
          )
          .min(1),
        outcomes: z.array(z.enum(outcomes)).optional().describe('Only these outcomes; all when left out.'),
        reported: z.boolean().describe("Reported to the authority's next meeting."),
      }),
    )
    .min(1)
    .describe('Who decides: points that the organisation maps to its own delegation order.'),
  deadlines: z
    .array(
      z.strictObject({
        id,
        clock: z.enum(['law', 'promise']),
        sv: text,
        from: z.enum(['arrived', 'complete', 'asked']),
        for: duration,
        law: z.string().optional().describe('The section, for a clock of law.'),
      }),
    )
    .min(1)
    .describe('The clocks. The clock of appeal comes with `appeal`.'),
  letter: z
    .partialRecord(
      z.enum(['granted', 'partly', 'refused', 'renewal', 'change', 'revocation', 'recovery']),
      z.string().regex(/^letters\/[a-z-]+\.typ$/, 'Ett brev är en fil letters/<namn>.typ'),
    )
    .describe('Typst templates by outcome.'),
  notify: z.strictObject({
    how: z
      .array(z.enum(['myPages', 'letter', 'digitalMail', 'receipt']))
      .min(1)
      .describe('In the order tried.'),
    clock: z.enum(['appeal', 'none']).describe('Which clock starts when the person has got the decision.'),
  }),
  appeal: z
    .strictObject({
      to: z.enum(['forvaltningsratten', 'lansstyrelsen', 'notAppealable']),
      within: duration,
      from: z.enum(['served', 'announced']),
      law: z.string().min(1).optional(),
    })
    .describe('Where, how long, and from when. Always received, also late.'),
  after: z
    .strictObject({ remindRenewal: duration.optional().describe('How long before the end the person is reminded.') })
    .optional(),
  retention: z
    .partialRecord(
      z.enum(documentTypes),
      z.strictObject({
        keep: z.union([z.literal('forever'), duration]),
        from: z
          .enum(['closed', 'permitEnded', 'decided', 'lastEntry', 'made'])
          .optional()
          .describe('Needed unless kept forever.'),
      }),
    )
    .describe("Per document type, from the authority's plan. Every type that the service makes must stand here."),
  handOver: z
    .strictObject({ to: id, what: z.enum(['permit', 'case', 'payment']) })
    .optional()
    .describe('What goes to another system.'),
  followUp: z
    .strictObject({
      askAfter: duration,
      indicators: z
        .array(z.enum(['leadTime', 'channelShare', 'abandonedByPage', 'satisfaction', 'outcomes', 'completions']))
        .min(1),
    })
    .optional(),
};
