import { findCase } from '../../cases/index.ts';
import type { Staff, Tx, Uuid } from '../../platform/index.ts';

/** Whether somebody works with the unit that something belongs to. Row level security has already kept to their authority. */
export function inReach(who: Pick<Staff, 'unitIds'>, { unitId }: { unitId: Uuid }): boolean {
  return who.unitIds.length === 0 || who.unitIds.includes(unitId);
}

/** The key that seals what belongs to a case. @throws when the case cannot be seen */
export async function keyOf(tx: Tx, { caseId }: { caseId: Uuid }): Promise<Uuid> {
  const file = await findCase(tx, caseId);
  if (!file) throw new Error('a payment of a case that cannot be seen');
  return file.keyId;
}
