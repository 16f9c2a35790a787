import type { Tx, Uuid } from '../../platform/index.ts';
import { q, type Delegation } from '../store.ts';

/** Adds a point to the delegation order, from a moment. The authority has decided it; this only writes it down. */
export async function addDelegation(tx: Tx, delegation: Omit<Delegation, 'id' | 'fourEyes'> & { fourEyes?: boolean; fromAt: Date }): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('organisation.delegation').values({
    tenant_id: tx.tenant, id, authority_id: delegation.authorityId, point: delegation.point, text: delegation.text, roles: [...delegation.roles],
    unit_ids: [...delegation.unitIds], reported: delegation.reported, limit_ore: delegation.limitOre,
    four_eyes: delegation.fourEyes ?? false, from_at: delegation.fromAt, until_at: null,
  }));
  return id;
}

/** Ends a point at a moment, now or later. What was decided by it stands. @returns false when it has ended already */
export async function endDelegation(tx: Tx, id: Uuid, at: Date): Promise<boolean> {
  const ended = await tx.run(q.updateTable('organisation.delegation').set({ until_at: at })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id).where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)])));
  return ended > 0;
}
