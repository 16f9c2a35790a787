import type { Tx, Uuid } from '../../platform/index.ts';
import type { CrisisFacts } from '../model.ts';
import { q } from '../store.ts';

/** Writes a plan, new or changed. @returns false when it has been taken away */
export async function savePlan(tx: Tx, facts: CrisisFacts, by: Uuid, id?: Uuid): Promise<boolean> {
  const values = { facts: JSON.stringify(facts), changed_at: tx.now, changed_by: by };
  if (id === undefined) {
    await tx.run(q.insertInto('continuity.plan').values({ tenant_id: tx.tenant, id: tx.id(), ...values, removed_at: null }));
    return true;
  }
  return await tx.run(q.updateTable('continuity.plan').set(values).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('removed_at', 'is', null)) > 0;
}

/** Takes a plan away from the list; a crisis that was led by it keeps its own words. */
export async function removePlan(tx: Tx, id: Uuid): Promise<boolean> {
  return await tx.run(q.updateTable('continuity.plan').set({ removed_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('removed_at', 'is', null)) > 0;
}
