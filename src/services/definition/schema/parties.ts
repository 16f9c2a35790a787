import { z } from 'zod';
import { duration, expression, id, text } from './words.ts';

/** Who applies, for whom, and who signs. */
export const partiesShape = {
  parties: z.strictObject({
    applicant: z.strictObject({
      is: z.enum(['person', 'organisation', 'personOrOrganisation']),
      proxies: z
        .array(z.enum(['guardian', 'trustee', 'administrator', 'powerOfAttorney']))
        .default([])
        .describe('Who may act for the applicant: guardian of a child, god man, förvaltare, by power of attorney.'),
      ownVoiceFrom: z.int().min(0).max(18).optional().describe('Age from which a child is a party of their own.'),
    }),
    signs: z
      .array(z.enum(['applicant', 'allGuardians', 'coApplicant']))
      .min(1)
      .describe('Who must sign. allGuardians holds when the applicant is a child.'),
    coApplicant: z
      .strictObject({
        when: expression.describe('When there is a co-applicant.'),
        person: id.describe('The question (of type person) that names the co-applicant; the invitation goes there.'),
        invited: z.literal(true).describe('The co-applicant is invited, waiting on My pages.'),
        signs: z.boolean(),
        ownPart: z.array(id).default([]).describe('Pages that only the co-applicant sees and fills in.'),
        left: z
          .record(id, z.union([z.string(), z.boolean(), z.number()]))
          .describe(
            'What the application answers once the co-applicant has left the case: the questions that say that two apply together, and their answers for one. The calculation, the inquiry and the letter are then about whoever is left; what was signed stays as it was.',
          ),
        say: text.describe('What the invitation says.'),
      })
      .optional()
      .describe('A person who applies together with the applicant, with secrecy of their own.'),
    certificate: z
      .strictObject({
        from: z.enum(['licensedCare', 'physician', 'occupationalTherapist']),
        optional: z.boolean(),
        askedBy: z
          .enum(['link', 'upload'])
          .describe('link: the applicant asks the writer from inside the application.'),
        question: id.optional().describe('The file question where the certificate is handed in.'),
      })
      .optional()
      .describe('A certificate that someone else writes.'),
    others: z
      .array(
        z.strictObject({
          id,
          sv: text.describe('The word for one of them: Granne.'),
          addedBy: z.enum(['staff', 'applicant']).describe('Who names them.'),
          question: id
            .optional()
            .describe('With addedBy applicant: the question (person, organisation, or a table with such a column) that names them.'),
          when: expression.optional().describe('When there are such parties. Always when left out.'),
          asked: z
            .enum(['hearing', 'consent', 'information', 'statement'])
            .describe('hearing: may say what they think; consent: must agree; information: is told; statement: a consultee answers.'),
          within: duration.describe('The time to answer.'),
          remind: duration.optional().describe('How long before the end they are reminded.'),
          sees: z.array(id).default([]).describe('Pages of the application that they may read. Nothing else of it.'),
          say: text.describe('What the invitation says.'),
          undertaking: text.optional().describe('What one who consents undertakes.'),
          mayAppeal: z.boolean().default(false).describe('Is told of the decision and may appeal it.'),
        }),
      )
      .default([])
      .describe('People and organisations who do not apply but are heard, asked to consent or told.'),
  }),
};
