import { hasCoApplicant, contextFor, type ServiceVersion } from '../../../services/index.ts';
import { calculate, type Answers, type CalculationResult, type FormContext } from '../../../forms/index.ts';
import type { Language, Tx } from '../../../platform/index.ts';
import { householdAnswers } from '../../model/application/own-parts.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { submissionsOf, type StoredSubmission } from '../../store/application/submissions.ts';

/** What an inquiry works from: the application's answers, and everything else that rules read, as of today. */
export interface InquiryBasis {
  /** the household's answers: the applicant's, with the own parts of whoever applies together with them; as one answers alone when they have left the case */
  application: Answers;
  /** whoever applied together with the applicant has left the case: what was signed speaks of two, what is tried is one's */
  alone: boolean;
  /** the context without `application`, as the form of the application is read */
  within: FormContext;
  /** with it, as the form of the inquiry is read */
  context: FormContext;
  submission: StoredSubmission;
  /** what the calculation proposes; null while an own part is missing, since a sum of one person would be wrong */
  calculation: readonly CalculationResult[] | null;
}

/** @throws when the case holds no application that can be read: every case is made of one */
export async function inquiryContext(tx: Tx, file: CaseFile, version: ServiceVersion, language: Language = 'sv'): Promise<InquiryBasis> {
  const submissions = await submissionsOf(tx, file.id);
  const submission = submissions.find(({ kind }) => kind === 'application');
  if (!submission) throw new Error('a case without an application');
  const { form } = version.compiled;
  const { answers, previous } = submission.content;
  const parties = await partiesOf(tx, file.id);
  // Whoever has left the case is no longer of the household that is tried.
  const left = new Set(parties.filter(({ untilAt }) => untilAt !== null).map(({ id }) => id));
  const ownParts = submissions.filter(({ kind, partyId }) => kind === 'own' && !(partyId && left.has(partyId))).map(({ content }) => content.answers);
  const partner = parties.filter(({ role }) => role === 'coApplicant');
  const alone = partner.length > 0 && partner.every(({ id }) => left.has(id));
  const application = householdAnswers(form, alone ? { ...answers, ...version.compiled.folder.definition.parties.coApplicant?.left } : answers, ownParts);
  const applicant = parties.find(({ role }) => role === 'applicant');
  const read = await contextFor(tx, version, language, { ...(applicant && { personId: applicant.personId }), answers: application, ...(previous && { previous }) });
  // Without a period of its own, the law's day decides which rows hold: the day it arrived, or today.
  const { rulesBy } = version.compiled.folder.definition.law;
  const within = { tableDay: rulesBy === 'arrived' ? file.arrivedDay : read.today, ...read };
  const together = hasCoApplicant(version.compiled, application, within);
  return {
    application, alone, within, context: { ...within, application }, submission,
    calculation: together && ownParts.length === 0 ? null : calculate(form, application, within),
  };
}
