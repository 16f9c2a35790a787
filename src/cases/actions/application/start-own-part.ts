import type { Language, Tx, Uuid } from '../../../platform/index.ts';
import { createDraft, draftsOf } from '../../../services/index.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { submissionsOf } from '../../store/application/submissions.ts';

/** Begins a co-applicant's own part in their own room, or finds the one they had begun. What both share comes along to be read. */
export async function startOwnPart(tx: Tx, at: { file: CaseFile; personId: Uuid; by: Uuid; language: Language }): Promise<Uuid> {
  const { file, personId, by, language } = at;
  const begun = (await draftsOf(tx, personId)).find(({ caseId }) => caseId === file.id);
  if (begun) return begun.id;
  const shared = (await submissionsOf(tx, file.id)).find(({ kind }) => kind === 'shared');
  return createDraft(tx, {
    versionId: file.versionId, personId, startedBy: by, caseId: file.id, content: { answers: shared?.content.answers ?? {}, typed: {}, language },
  });
}
