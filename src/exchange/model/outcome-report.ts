import { z } from 'zod';

/**
 * What a register is told of something that came of a visit: docs/vaccinationsregistret.md. Our own form, with what the Act on a register of national
 * vaccination programmes (2012:453) names; the register's own is not public, and is to be tried with it before anyone relies on this.
 */
export const outcomeReportSchema = z.strictObject({
  format: z.literal('sprang-utfall-1'),
  report: z.uuid().describe('The same in every attempt, and `webhook-id`: what has been received is not received again.'),
  what: z.enum(['given', 'corrected', 'withdrawn']).describe('corrected: takes the place of what was told of the same visit. withdrawn: it does not hold.'),
  visit: z.uuid().describe('The same for what was given, its corrections and its withdrawal.'),
  made: z.iso.datetime(),
  careProvider: z.strictObject({ organisation: z.string(), organisationCode: z.string(), authority: z.string(), unit: z.string() }),
  personalIdentityNumber: z.string().regex(/^\d{12}$/).describe('Personal identity number or coordination number. Nothing else of the person.'),
  service: z.string(),
  kind: z.strictObject({ id: z.string(), name: z.string() }).describe('Which it is: the first dose, the second.'),
  date: z.iso.date().describe('The day it was given.'),
  fields: z.array(z.strictObject({ id: z.string(), label: z.string(), value: z.string(), text: z.string().describe('The value in words.') })).describe('Empty when it is withdrawn.'),
});
export type OutcomeReportContent = z.infer<typeof outcomeReportSchema>;
