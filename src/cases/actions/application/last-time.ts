import type { Answers } from '../../../forms/index.ts';
import type { Tx, Uuid } from '../../../platform/index.ts';
import type { LastTime } from '../../../services/index.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { q } from '../../store/tables.ts';

/** What a person answered last time in a case of these services, since a moment. Starts in party, so that it stays quick in a full house. */
export async function lastTimeOf(tx: Tx, person: Uuid, services: readonly string[], since: Date): Promise<LastTime | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.party as p')
    .innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 'p.tenant_id').onRef('c.id', '=', 'p.case_id'))
    .select(['c.id', 'c.number', 'c.arrived_at']).where('p.tenant_id', '=', tx.tenant).where('p.person_id', '=', person)
    .where('p.role', '=', 'applicant').where('c.service', 'in', [...services]).where('c.arrived_at', '>=', since)
    .orderBy('p.added_at', 'desc').limit(1));
  if (!row) return undefined;
  const application = (await submissionsOf(tx, row.id as Uuid)).find(({ kind }) => kind === 'application');
  if (!application) return undefined;
  return { answers: application.content.answers as Answers, submittedAt: row.arrived_at.toISOString(), caseNumber: row.number };
}
