import type { Answers, FormContext } from '../../forms/index.ts';
import type { Tx } from '../../platform/index.ts';
import { contextFor, type ServiceVersion } from '../../services/index.ts';
import type { CaseFile } from '../store/case-file.ts';
import { partiesOf } from '../store/parties.ts';
import { submissionsOf, type StoredSubmission } from '../store/submissions.ts';

/** What an inquiry works from: the application's answers, and everything else that rules read, as of today. */
export interface InquiryBasis {
  application: Answers;
  /** each party's own part, for sums over those who apply together; the applicant's own answers stand in `application` */
  ownParts: readonly Answers[];
  /** the context without `application`, as the form of the application is read */
  within: FormContext;
  submission: StoredSubmission;
}

/** @throws when the case holds no application that can be read: every case is made of one */
export async function inquiryContext(tx: Tx, file: CaseFile, version: ServiceVersion, language: 'sv' | 'sv-simple' | 'en' = 'sv'): Promise<InquiryBasis> {
  const submissions = await submissionsOf(tx, file.id);
  const submission = submissions.find(({ kind }) => kind === 'application');
  if (!submission) throw new Error('a case without an application');
  const application = submission.content.answers;
  const applicant = (await partiesOf(tx, file.id)).find(({ role }) => role === 'applicant');
  const within = await contextFor(tx, version, language, {
    personId: applicant!.personId, answers: application, ...(submission.content.previous && { previous: submission.content.previous }),
  });
  return { application, within, submission, ownParts: submissions.filter(({ kind }) => kind === 'own').map(({ content }) => content.answers) };
}
