import { findOrganisation, listUnits } from '../../../organisation/index.ts';
import { formatDateTime, languageNames, listDocuments, putDocument, readDocument, renderPdf, type DocumentFacts, type House,
  type SubmissionData, type Tx, type Uuid } from '../../../platform/index.ts';
import { fullName } from '../../../identity/index.ts';
import { inLanguage, versionById } from '../../../services/index.ts';
import { signedCopyPrefix } from '../../model/case/documents.ts';
import { linedQuestions, printedAnswer } from '../../model/application/printed-answer.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { partyFacts } from '../../store/parties/parties.ts';
import { submissionsOf, type StoredSubmission } from '../../store/application/submissions.ts';
import { texts } from '../texts.ts';

/** What the document is called inside the case: found by it, so that it is made once. */
const nameOf = (submission: Pick<StoredSubmission, 'id'>) => `${signedCopyPrefix}${submission.id}.pdf`;

/** The copy could not be made; why, for the log: a template or time, never content. */
export class CopyNotMade extends Error {
  readonly code = 'COPY_NOT_MADE';
}

/**
 * The PDF/A (a-2a) of exactly what was signed, from the questions and answers as they were seen, with who signed and how. Made
 * once, and kept as a document of the case; the case is locked meanwhile, so that event and reader at once make one.
 * @throws CopyNotMade when the compiler refuses or is too busy
 */
export async function signedCopy(house: House, tenant: Uuid, caseId: Uuid, submissionId: Uuid): Promise<{ bytes: Buffer; name: string } | undefined> {
  return house.db.system(tenant, 'signed-copy', async (tx) => {
    const file = await findCase(tx, caseId, { lock: true });
    const submission = (await submissionsOf(tx, caseId)).find(({ id }) => id === submissionId);
    if (!file || !submission) return undefined;
    const name = `${file.number.replaceAll(' ', '-')}.pdf`;
    const documents = await listDocuments(tx, caseId);
    const made = documents.find((one) => one.name === nameOf(submission));
    if (made) return { bytes: (await readDocument(tx, made.id))!.bytes, name };
    const bytes = await render(tx, file, submission, documents);
    await putDocument(tx, {
      dossierId: caseId, keyId: file.keyId, authorityId: file.authorityId, part: submission.part, name: nameOf(submission), mediaType: 'application/pdf', bytes,
    });
    return { bytes, name };
  });
}

async function render(tx: Tx, file: CaseFile, submission: StoredSubmission, documents: readonly DocumentFacts[]): Promise<Buffer> {
  const { language } = submission;
  const version = await versionById(tx, submission.versionId);
  const organisation = (await findOrganisation(tx))!;
  const unit = (await listUnits(tx)).find(({ id }) => id === file.unitId);
  const facts = submission.partyId ? await partyFacts(tx, submission.partyId) : undefined;
  const { definition } = inLanguage(version, language);
  const { attestation } = submission;
  const lined = linedQuestions(version.compiled.folder.definition);
  const data: SubmissionData = {
    organisation: { name: organisation.name, ...(unit && { unit: unit.name }), color: organisation.facts.theme.primary },
    service: { name: definition.name }, version: submission.content.seen.version.slice(0, 12), languageName: languageNames[language],
    case: file.number, arrived: formatDateTime(submission.submittedAt, language),
    sections: submission.content.seen.sections.map(({ title, rows }) => ({
      title, questions: rows.map((row) => ({ question: row.question, answer: printedAnswer(row, { documents, language, lined }) })),
    })),
    attestations: attestation ? [{
      statement: attestation.toBeSigned, name: attestation.name, at: formatDateTime(new Date(attestation.signedAt), language), level: attestation.level,
      provider: attestation.issuer, transaction: attestation.transaction, textHash: Buffer.from(attestation.textHash, 'base64url').toString('hex'),
      ...(submission.ground && facts && { actsFor: `${fullName(facts)} (${texts(language, `ground.${submission.ground}`)})` }),
    }] : [],
  };
  const made = await renderPdf({
    template: { files: {}, main: 'submission.typ' }, data, standard: 'a-2a', language, title: `${definition.name} ${file.number}`, at: submission.submittedAt,
  });
  if (!made.ok) throw new CopyNotMade(made.reason);
  return made.bytes;
}
