import type { Tx } from '../../platform/index.ts';
import type { OrganisationBanner } from '../model.ts';
import { findOrganisation, q, touch } from '../store.ts';

/** Puts a message across the top of every page for residents, or takes it away (`active: false` keeps the words for next time). */
export async function setBanner(tx: Tx, banner: OrganisationBanner): Promise<void> {
  const organisation = await findOrganisation(tx);
  if (!organisation) throw new Error('no organisation in this tenant');
  await tx.run(q.updateTable('organisation.organisation').set({ facts: JSON.stringify({ ...organisation.facts, banner }) })
    .where('tenant_id', '=', tx.tenant));
  await touch(tx);
}
