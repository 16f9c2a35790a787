import { asUuid, type Tx } from '../../../platform/index.ts';
import type { Answers } from '../../../forms/index.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { decisionsOf } from '../../store/decision/decisions.ts';
import { appealsOf } from '../../store/appeal/appeals.ts';
import { mattersOf } from '../../store/decision/matters.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { q } from '../../store/tables.ts';

/**
 * The applicant's last case of these services before this one, if everything in it was granted and nothing in it is questioned: an appeal, a
 * matter taken up again, a recovery. Undefined otherwise: there is then nothing to go on being the same as.
 */
export async function lastGranted(tx: Tx, file: CaseFile, services: readonly string[]): Promise<{ file: CaseFile; answers: Answers } | undefined> {
  const applicant = (await partiesOf(tx, file.id)).find(({ role }) => role === 'applicant');
  if (!applicant?.personId || !services.length) return undefined;
  const row = await tx.maybe(q.selectFrom('cases.party as p')
    .innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 'p.tenant_id').onRef('c.id', '=', 'p.case_id'))
    .select('c.id').where('p.tenant_id', '=', tx.tenant).where('p.person_id', '=', applicant.personId).where('p.role', '=', 'applicant')
    .where('c.authority_id', '=', file.authorityId).where('c.service', 'in', [...services]).where('c.id', '!=', file.id).where('c.arrived_at', '<=', file.arrivedAt)
    .orderBy('c.arrived_at', 'desc').orderBy('c.id', 'desc').limit(1));
  const before = row && await findCase(tx, asUuid(row.id));
  if (!before?.decidedAt) return undefined;
  const decisions = await decisionsOf(tx, before.id);
  const questioned = (await appealsOf(tx, before.id)).length > 0 || (await mattersOf(tx, before.id)).length > 0;
  if (questioned || !decisions.length || decisions.some(({ outcome }) => outcome !== 'granted')) return undefined;
  const application = (await submissionsOf(tx, before.id)).find(({ kind }) => kind === 'application');
  return application && { file: before, answers: application.content.answers };
}
