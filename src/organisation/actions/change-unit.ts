import type { Tx, Uuid } from '../../platform/index.ts';
import { findOrganisation, listUnits, q, touch } from '../store.ts';

export interface UnitChange {
  phone: string;
  email: string;
  /** name of one of the organisation's opening hours */
  hours: string;
}

/** Changes how a unit is reached; public pages follow. @returns false when there is no such unit in use, or no such hours */
export async function changeUnit(tx: Tx, id: Uuid, change: UnitChange): Promise<boolean> {
  const unit = (await listUnits(tx)).find((one) => one.id === id);
  const organisation = await findOrganisation(tx);
  if (!unit || !organisation?.facts.openingHours[change.hours]) return false;
  const { phone, email, hours } = change;
  await tx.run(q.updateTable('organisation.unit').set({ phone, email, facts: JSON.stringify({ ...unit.facts, phone, email, hours }) })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id));
  await touch(tx);
  return true;
}

/**
 * Closes a unit: cases stay with it, but it takes no new ones and is shown no more. Refused while a service sends its cases
 * there, since a resident's application must land with someone.
 */
export async function closeUnit(tx: Tx, id: Uuid): Promise<'closed' | 'notFound' | 'inUse'> {
  const unit = (await listUnits(tx)).find((one) => one.id === id);
  if (!unit) return 'notFound';
  const organisation = await findOrganisation(tx);
  if (Object.values(organisation?.facts.roles.units ?? {}).includes(unit.slug)) return 'inUse';
  await tx.run(q.updateTable('organisation.unit').set({ closed_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
  await touch(tx);
  return 'closed';
}
