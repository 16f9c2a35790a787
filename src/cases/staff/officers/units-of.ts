import { listUnits } from '../../../organisation/index.ts';
import type { RequestContext, Staff, Uuid } from '../../../platform/index.ts';

/** The units that somebody on the staff works for: their own, or all of the authority when none is named. */
export async function unitsOf({ tx, who }: Pick<RequestContext<Staff>, 'tx' | 'who'>): Promise<{ id: Uuid; name: string }[]> {
  const all = (await listUnits(tx)).filter(({ authorityId }) => authorityId === who.authorityId);
  return who.unitIds.length ? all.filter(({ id }) => who.unitIds.includes(id)) : all;
}
