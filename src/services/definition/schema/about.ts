import { z } from 'zod';
import { channels, expression, id, named, needs, text } from './words.ts';

/** What the service is and what a person is told before starting. */
export const aboutShape = {
  service: id.describe(
    'The name of the service for the machine, for example transportService. Never changed once published.',
  ),
  path: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Adressen skrivs med små bokstäver a–z, siffror och bindestreck')
    .describe('The last part of the address: /tjanster/<path>. Swedish without å, ä and ö.'),
  name: text.describe('The name that people use.'),
  summary: text.describe('One or two sentences: what one gets. Shown in search results.'),
  need: z.enum(needs).describe('The everyday need that the service answers. One solution per need is the aim.'),
  alsoNeeds: z.array(z.enum(needs)).optional().describe('Other needs under which people look for it.'),
  keywords: z
    .array(z.string().trim().min(1))
    .min(1)
    .meta({ text: true })
    .describe('Words people search for, also wrong ones. Each language has its own list.'),
  start: z
    .strictObject({
      who: text.describe('Who can apply.'),
      bring: z.array(named).describe('What one needs at hand.').default([]),
      minutes: z
        .strictObject({ from: z.int().min(1), to: z.int().min(1) })
        .describe('How long it takes to fill in, in minutes.'),
      time: text.describe('How long the decision takes.'),
      decided: text.describe('How it is decided and by whom; says if any step is automatic.'),
      after: z.array(named).min(1).describe('What happens afterwards, step by step.'),
      cost: text.optional().describe('What applying costs, if people wonder.'),
      notThis: z
        .array(z.strictObject({ id, sv: text, service: id.optional() }))
        .default([])
        .describe('Close matters that belong elsewhere, with the service if there is one here.'),
    })
    .describe('The first page: what is told before anyone starts.'),
  eligibility: z
    .array(z.strictObject({ id: id.optional(), when: expression, say: text }))
    .default([])
    .describe('Told before anyone starts, when the condition holds. Advises; never decides and never stops.'),
  channels: z
    .array(z.enum(channels))
    .min(1)
    .describe(
      'Ways in. Each resolves to a real number, address and hours, or publishing is refused. One works without e-ID.',
    ),
  case: z
    .enum(['decision', 'handling', 'none'])
    .default('decision')
    .describe('How it ends. decision: a formal decision. handling: taken care of and answered, without one. none: no case; what is sent in goes with the time that is booked.'),
  handling: z
    .strictObject({
      ends: z
        .array(z.strictObject({ id, sv: text, say: text.describe('What the person is told.') }))
        .min(1)
        .describe('How a case that is handled may end.'),
    })
    .optional()
    .describe('Belongs to case: handling.'),
  anonymous: z
    .strictObject({
      draft: z.literal('none').describe('Nothing is saved on the way: the answers travel with the pages, sealed.'),
      follow: z
        .enum(['code', 'none'])
        .describe('code: the receipt has a code that opens the status later. none: no trace of who sent it.'),
    })
    .optional()
    .describe('May be filled in and sent without signing in and without saying who one is.'),
  triage: z
    .strictObject({
      pages: z.array(id).min(1).describe('The first pages of the service, in order, with the exits that they may lead to. They ask nothing about who one is, and for no files.'),
      ask: text.describe('The question that is answered: Behöver jag lov? Stands on the button.'),
      then: text.describe('What is said when no exit was reached: that it is worth going on, and what then happens.'),
    })
    .optional()
    .describe('Anyone may answer the first pages without signing in, to see whether the service is for them. Nothing is kept; whoever goes on has their answers with them after the sign-in.'),
  carriedBy: z
    .enum(['release'])
    .optional()
    .describe('A form of the platform itself carries it, with the work behind: release is a request for official records (/diarium/begar-ut). The service is found, told of and printed like others; its own pages are the form on paper.'),
  contactLanguage: z.boolean().default(false).describe('Asks for interpreter, sign language or minority language.'),
  urgent: z
    .strictObject({ when: expression, say: text, to: id, within: z.literal('today') })
    .optional()
    .describe('Acute need: when the condition holds, a person at the unit `to` takes it the same day.'),
};

/** As `classification` has it: 0 none … 3 serious. */
const consequence = z.literal(
  [0, 1, 2, 3],
  'Klass 4 kan inte användas här: den kräver en egen analys och ett eget system. Annars 0–3',
);

/** Who owns the service and by what law. */
const law = z.strictObject({
  act: z.string().min(1).describe('The act with its number, for example Lag (1997:736) om färdtjänst.'),
  sections: z.record(id, z.string().min(1)).describe('The sections used, each by a word: criteria: 7 §.'),
});

export const authorityShape = {
  authority: id.describe(
    "The role of the authority (nämnd), mapped to the organisation's own at publish: technical, social, building …",
  ),
  route: z
    .array(z.strictObject({ when: expression.optional(), to: id }))
    .min(1)
    .describe('Which unit gets the case. The first that holds; the last has no condition.'),
  law: law
    .extend({
      also: z.array(law).optional(),
      rulesBy: z
        .enum(['arrived', 'decided'])
        .default('arrived')
        .describe("Which day's rules and tables hold: those of the day it arrived, or of the day it is decided."),
    })
    .describe('What the decision rests on.'),
  register: z
    .strictObject({
      in: z.enum(['diary', 'personFile']).describe('The register: the diary, or the personal file in social services.'),
      title: z.string().min(1).describe('What the public register shows. Never anything about the person.'),
    })
    .optional()
    .describe("How the case stands in the authority's register. Demanded of every service with cases; one with `case: none` has nothing there."),
  secrecy: z
    .strictObject({
      act: z.string().min(1),
      section: z.string().min(1),
      test: z
        .enum(['reverse', 'straight', 'absolute'])
        .describe('Burden: secret unless clearly harmless, public unless harmful, or always secret.'),
      note: z.string().optional(),
    })
    .describe('The section tried at each release. Not the same as the class.'),
  privacy: z
    .strictObject({
      purpose: text.describe('What the data is for, told to the person.'),
      basis: z
        .array(z.enum(['6.1a', '6.1b', '6.1c', '6.1d', '6.1e', '9.2a', '9.2b', '9.2f', '9.2g', '9.2h', '9.2i', '9.2j']))
        .min(1)
        .describe('Articles of the GDPR.'),
      receivers: z.array(named).default([]).describe('Who else gets the data.'),
      sources: z.array(named).default([]).describe('Where data is fetched from, told before it is fetched.'),
    })
    .describe('What the person is told about their data.'),
  information: z
    .strictObject({
      confidentiality: consequence,
      integrity: consequence,
      availability: consequence,
      traceability: consequence,
    })
    .describe('The class of the information, 0–3. Sign-in, reading and messages follow from it.'),
};
