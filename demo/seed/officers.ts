import { assignmentsOf, findStaff } from '../../src/identity/index.ts';
import { uuidv7, type House, type Staff, type Tx, type Uuid } from '../../src/platform/index.ts';
import { openCase, type OpenedCase } from '../../src/cases/index.ts';
import { demoPerson, orgAffiliation } from '../people.ts';

/** A transaction of a member of the demonstration's staff, within their authority. @param alias as in `people.ts` */
export async function asStaff<T>(house: House, tenant: Uuid, alias: string, work: (tx: Tx, who: Staff) => Promise<T>): Promise<T> {
  const who = await staffMember(house, tenant, alias);
  return house.db.transaction('staff', { tenant, authority: who.authorityId!, staff: who.staffId }, who, (tx) => work(tx, who));
}

/** The same with a case opened by the reading rule. @throws when the rule does not let them */
export function inCase<T>(house: House, tenant: Uuid, alias: string, id: Uuid, work: (tx: Tx, who: Staff, opened: OpenedCase) => Promise<T>): Promise<T> {
  return asStaff(house, tenant, alias, async (tx, who) => {
    const opening = await openCase(tx, who, id, { lock: true });
    if (!opening.ok) throw new Error(`${alias} may not open a case of the demonstration: ${opening.why}`);
    await tx.enter(id);
    return work(tx, who, opening.opened);
  });
}

async function staffMember(house: House, tenant: Uuid, alias: string): Promise<Staff> {
  const person = demoPerson(alias)!;
  return house.db.system(tenant, 'demo', async (tx) => {
    const member = await findStaff(tx, { organisationalId: orgAffiliation(person)! });
    if (!member) throw new Error(`${alias} does not work here: the demonstration's staff have not been added`);
    const roles = await assignmentsOf(tx, member.id);
    const authorityId = roles.find((role) => role.authorityId)?.authorityId;
    return {
      kind: 'staff', sessionId: uuidv7(tx.now), staffId: member.id, level: 3, provenAt: tx.now, roles: [...new Set(roles.map(({ role }) => role))],
      unitIds: [...new Set(roles.flatMap(({ unitId }) => unitId ?? []))], ...(authorityId && { authorityId }),
    };
  });
}
