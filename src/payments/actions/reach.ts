import { findCase } from '../../cases/index.ts';
import type { Staff, Tx, Uuid } from '../../platform/index.ts';

/** Whether somebody works with the unit that something belongs to, or it belongs to none. Row level security has already kept to their authority. */
export function inReach(who: Pick<Staff, 'unitIds'>, { unitId }: { unitId: Uuid | null }): boolean {
  return unitId === null || who.unitIds.length === 0 || who.unitIds.includes(unitId);
}

/** The key that seals what belongs to a case, or to what else a fee is for. @throws when the case cannot be seen */
export async function keyOf(tx: Tx, { caseId, keyId }: { caseId: Uuid; keyId?: Uuid | null }): Promise<Uuid> {
  if (keyId) return keyId;
  const file = await findCase(tx, caseId);
  if (!file) throw new Error('a payment of a case that cannot be seen');
  return file.keyId;
}
