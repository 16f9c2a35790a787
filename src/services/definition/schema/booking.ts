import { z } from 'zod';
import { duration, expression, id, named, text } from './words.ts';

const kind = z.strictObject({
  id,
  sv: text,
  after: z
    .strictObject({
      kind: id.describe('The kind that must have been done.'),
      from: duration.describe('The earliest, counted from the day it was done.'),
      until: duration.describe('The latest that is recommended: the person is called to come between the two.'),
    })
    .optional()
    .describe('Comes after another: the second dose. Whoever has had the first is called.'),
  once: z.boolean().default(false).describe('Whoever has had it is led on to what comes after it; staff may go past it.'),
  called: z.boolean().default(false).describe('Only for those who have been called.'),
  series: z.int().min(2).max(52).optional().describe('Staff may book so many times for one person in one press, a week apart.'),
});

const field = z.strictObject({
  id,
  sv: text,
  type: z.enum(['text', 'choice', 'date']),
  options: z
    .array(z.strictObject({ id, sv: text, say: text.optional().describe('What the person is told besides, when this is the answer.') }))
    .default([])
    .describe('Of a choice.'),
  optional: z.boolean().default(false),
  batch: z.boolean().default(false).describe('The batch: who got of it is found when it is recalled.'),
  told: z.boolean().default(true).describe('Shown to the person; otherwise for staff only.'),
});

/** Times that are booked for the service, and what comes of the visit. */
export const bookingShape = {
  booking: z
    .strictObject({
      kinds: z.array(kind).min(1).describe('What one may book. Places, opening hours and numbers are the organisation’s own, and are set by its staff.'),
      holdMinutes: z.int().min(5).max(60).default(20).describe('How long a time is held while one fills in. It runs out by itself.'),
      changeHours: z.int().min(0).max(168).default(2).describe('Until how many hours before one may move it oneself. One may cancel until it begins.'),
      remindHours: z.array(z.int().min(1).max(336)).default([24]).describe('How many hours before one is reminded.'),
      letterDays: z.int().min(4).max(30).default(7).describe('How many days before one is reminded by letter, when neither e-mail nor text messages reach one. Printing and post take up to four.'),
      waiting: z
        .strictObject({ answerHours: z.int().min(1).max(72).describe('Hours to answer an offered time; nights do not count.') })
        .optional()
        .describe('There is a waiting list: freed times are offered in order.'),
      prepare: z.array(named).default([]).describe('What to think of before one comes: said with the booking.'),
      stops: z
        .array(
          z.strictObject({
            id,
            when: expression.describe(
              'Who may not book: reads %applicant, %organisation, and %visit (kind, earlier: visits done, sinceLast: days since). What is not known stops nobody.',
            ),
            say: text.describe('Why, and what one can do instead.'),
            override: z.boolean().default(true).describe('Staff may go past it, with a reason.'),
          }),
        )
        .default([])
        .describe('Who may not book by themselves. Tried when a time is held, when it is booked and when staff book.'),
      outcome: z
        .strictObject({
          sv: text.describe('What it is called: Vaccination, Provsvar.'),
          fields: z.array(field).min(1).describe('What is written down when somebody has been.'),
          assess: text.optional().describe('What whoever writes the first outcome down must have done, and says so: gone through the declaration, and judged what the rules warn of.'),
          laboratory: z
            .strictObject({ field: id, codes: z.record(z.string().min(1), id).describe('The code in the file, and the option it means.') })
            .optional()
            .describe('A file from a laboratory answers this field.'),
          report: z
            .strictObject({ to: id.describe('The register, as `privacy.receivers` names it and its receiver is set.'), fields: z.array(id).min(1).describe('What it is told, besides who and when.') })
            .optional()
            .describe('A register that the law says is told of every outcome: given, corrected and withdrawn.'),
          certificate: z.strictObject({ title: text, text, fields: z.array(id).min(1).optional().describe('What it says besides who and when; left out: all that the person is told.') }).optional().describe('The person may fetch a certificate of it as PDF.'),
          say: text.optional().describe('Said beside it on My pages.'),
          wait: text.optional().describe('About when it comes: said from when a sample is taken until it is there.'),
        })
        .optional()
        .describe('What comes of a visit.'),
    })
    .optional()
    .describe('Times are booked: the journey begins with choosing one, and holds it until it is sent in.'),
};
