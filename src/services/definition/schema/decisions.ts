import { z } from 'zod';
import { documentTypes, duration, expression, id, named, outcomes, text } from './words.ts';

const reason = z.strictObject({
  id,
  for: z.array(z.enum(outcomes)).min(1).describe('The outcomes it may be used with.'),
  items: z.array(id).optional().describe('Only for these items; for all when left out.'),
  when: expression.optional().describe('When the application makes it possible: a reason for children, for adults. Always when left out.'),
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
  inKind: z.boolean().optional().describe('It is done once and is no money: neither an amount nor days are asked for, also where the decision is by part.'),
  given: text.optional().describe('What one gets and does, when granted.'),
});

const mainDecision = z.strictObject({
  id: id.optional().describe('The name of the decision; its type when left out. Needed when two have the same type.'),
  after: id.optional().describe('The decision that must have been granted first: a clearance after its permit.'),
  within: duration.optional().describe('How soon it is to be decided once it is asked for or taken up, where it comes after another decision.'),
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
  within: duration.optional().describe('How soon it is to be decided once it is asked for or taken up, where it comes after another decision.'),
  reasons: z.array(reason).default([]),
});

/** How it is tried, decided, told and appealed. */
export const decisionsShape = {
  inquiry: z.literal('inquiry.yaml').optional().describe("The pages of the officer's inquiry."),
  hear: z
    .strictObject({ before: z.enum(['refusal', 'against']), within: duration })
    .optional()
    .describe('Hearing before a decision that goes against someone, and the time to answer.'),
  decisions: z.array(z.discriminatedUnion('type', [mainDecision, followingDecision])).default([]),
  delegation: z
    .array(
      z.strictObject({
        point: z.string().min(1).describe('The point in the delegation order. In quotes: 5.10 would read as a number.'),
        decisions: z
          .array(id)
          .min(1)
          .describe(
            'Types or ids of decisions of the service, or: dismissal, writingOff, correction, reconsideration, delay, extension, fee, appeal (trying and passing on).',
          ),
        outcomes: z.array(z.enum(outcomes)).optional().describe('Only these outcomes; all when left out.'),
        reported: z.boolean().describe("Reported to the authority's next meeting."),
      }),
    )
    .default([])
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
        step: id
          .optional()
          .describe(
            'Of a promise: what is promised is a step on the way and not the decision or the answer, and which of `start.after` it is: a call within three days. It never stands as the day of the decision, and ends when staff have done it.',
          ),
        askedWithin: duration
          .optional()
          .describe('With from: complete. Counts from arrival unless completion was asked for within this time.'),
        stopsFor: z
          .array(z.enum(['completion', 'hearing', 'others', 'coApplicant']))
          .optional()
          .describe('Waits during which the clock stands still.'),
        extend: z
          .strictObject({ for: duration })
          .optional()
          .describe('May be extended once, by a decision told before the first time runs out.'),
        runsOut: z
          .strictObject({ to: z.enum(['officer', 'manager']), task: z.string().min(1), remind: duration.optional() })
          .optional()
          .describe('The task that comes when the clock has run out, and this long before.'),
      }),
    )
    .default([])
    .describe('The clocks, at least one where there is a case. The clock of appeal comes with `appeal`.'),
  letter: z
    .partialRecord(
      z.enum(['granted', 'partly', 'refused', 'renewal', 'change', 'revocation', 'recovery']),
      z.string().regex(/^letters\/[a-z-]+\.typ$/, 'Ett brev är en fil letters/<namn>.typ'),
    )
    .default({})
    .describe('Typst templates by outcome.'),
  notify: z.strictObject({
    how: z
      .array(z.enum(['myPages', 'letter', 'digitalMail', 'receipt']))
      .min(1)
      .describe('In the order tried.'),
    clock: z.enum(['appeal', 'none']).describe('Which clock starts when the person has got the decision.'),
    announce: z
      .strictObject({
        for: duration,
        title: text,
        appealAfter: duration
          .optional()
          .describe('For those who are told by the board alone: the time to appeal counts from this long after it was put up. From the day itself when left out.'),
      })
      .optional()
      .describe('Published on the public notice board when decided, for this long.'),
  })
    .default({ how: ['myPages', 'letter'], clock: 'none' }),
  appeal: z
    .strictObject({
      to: z.enum(['forvaltningsratten', 'lansstyrelsen', 'kammarratten', 'notAppealable']),
      within: duration,
      from: z.enum(['served', 'announced']),
      law: z.string().min(1).optional(),
    })
    .default({ to: 'notAppealable', within: 'P3W', from: 'served' })
    .describe('Where, how long, and from when. Always received, also late.'),
  automatic: z
    .strictObject({
      decision: id.describe('The decision that may be made.'),
      when: expression,
      unless: expression.optional(),
      point: z.string().min(1).describe('The point in the delegation order.'),
    })
    .optional()
    .describe('A full grant of an unchanged renewal, where the organisation has switched it on. All else goes to an officer.'),
  fee: z
    .strictObject({
      amount: id.describe('The row of `calculate` with the fee, in öre.'),
      decidedWith: z.union([id, z.array(id).min(1)]).describe('The decision that the fee is decided with; several when an application is answered by one of them.'),
      payer: z.array(id).optional().describe('The questions that may say who pays, the first that is answered; otherwise the applicant.'),
      late: z
        .strictObject({ deadline: id, lessEach: duration, share: z.number().gt(0).lte(1), law: id.optional().describe('The word in `law.sections` of the section that takes it off.') })
        .optional()
        .describe('How much less for each started time that the decision is late.'),
    })
    .optional()
    .describe('What the authority charges for its work.'),
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
    .strictObject({ to: id, what: z.enum(['permit', 'case', 'payment']), when: z.enum(['decided', 'submitted']).default('decided') })
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
