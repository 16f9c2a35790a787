import { z } from 'zod';

/** What a laboratory's own system sends: docs/laboratorier.md. No name and no personal identity number has a place in it. */
export const laboratoryMessage = z.strictObject({
  answers: z.array(z.strictObject({
    sample: z.string().min(4).max(40).describe('The number on the tube. Spaces and dashes may be left out.'),
    taken: z.iso.date().describe('The day the sample was taken, as it stands on the tube or the order: a number that was read wrong meets another day, and is stopped.'),
    status: z.enum(['final', 'corrected', 'withdrawn']).default('final')
      .describe('corrected: takes the place of the answer you gave before. withdrawn: takes it away; the sample waits for an answer again.'),
    code: z.string().min(1).max(20).optional().describe('The answer, in the codes agreed with the care provider. Left out only when it is withdrawn.'),
    analysed: z.iso.datetime({ offset: true }).optional().describe('When it was analysed, with its time zone.'),
  }).refine(({ status, code }) => status === 'withdrawn' || code !== undefined, { path: ['code'], error: 'code is missing' }))
    .min(1).max(500),
});
export type LaboratoryMessage = z.infer<typeof laboratoryMessage>;
