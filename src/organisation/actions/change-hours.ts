import type { Tx } from '../../platform/index.ts';
import type { OpeningHours } from '../model.ts';
import { findOrganisation, q, touch } from '../store.ts';

/** A day when the organisation is closed, or open only between two times (`HH:MM`). */
export interface Closure {
  /** `YYYY-MM-DD` */
  date: string;
  /** the reason, as people see it */
  sv: string;
  from?: string;
  to?: string;
}

/** Changes named opening hours; every unit that keeps them follows. @returns false when no hours have the name */
export async function changeOpeningHours(tx: Tx, name: string, hours: OpeningHours): Promise<boolean> {
  const organisation = await findOrganisation(tx);
  if (!organisation?.facts.openingHours[name]) return false;
  const facts = { ...organisation.facts, openingHours: { ...organisation.facts.openingHours, [name]: hours } };
  await tx.run(q.updateTable('organisation.organisation').set({ facts: JSON.stringify(facts) }).where('tenant_id', '=', tx.tenant));
  await touch(tx);
  return true;
}

/** Closes a day, or shortens it. A day that was closed before gets the new reason and times. Deadlines count by it at once. */
export async function closeDay(tx: Tx, closure: Closure): Promise<void> {
  await tx.run(q.insertInto('organisation.closure').values({ tenant_id: tx.tenant, day: closure.date, facts: JSON.stringify(closure) })
    .onConflict((oc) => oc.columns(['tenant_id', 'day']).doUpdateSet({ facts: JSON.stringify(closure) })));
  await touch(tx);
}

/** Opens a closed day again. @returns false when it was not closed */
export async function openDay(tx: Tx, date: string): Promise<boolean> {
  const removed = await tx.run(q.deleteFrom('organisation.closure').where('tenant_id', '=', tx.tenant).where('day', '=', date));
  if (removed) await touch(tx);
  return removed > 0;
}
