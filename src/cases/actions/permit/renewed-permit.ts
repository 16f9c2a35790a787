import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import { q } from '../../store/tables.ts';

/**
 * The permit that an application renews: the newest of the person's own in these services, that nothing has followed on and that was not
 * revoked. Starts in party, so that it stays quick in a full house.
 */
export async function renewedPermit(tx: Tx, person: Uuid, services: readonly string[]): Promise<{ id: Uuid; caseId: Uuid } | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.party as y')
    .innerJoin('cases.permit as p', (join) => join.onRef('p.tenant_id', '=', 'y.tenant_id').onRef('p.party_id', '=', 'y.id'))
    .select(['p.id', 'p.case_id']).where('y.tenant_id', '=', tx.tenant).where('y.person_id', '=', person)
    .where('p.service', 'in', [...services]).where('p.ended_why', 'is', null).orderBy('p.valid_from', 'desc').limit(1));
  return row && { id: asUuid(row.id), caseId: asUuid(row.case_id) };
}
