import type { Tx, Uuid } from '../platform/index.ts';
import { findOrganisation, listAuthorities, listUnits, type Authority, type Organisation, type Unit } from './store.ts';

/** What is public of an organisation and seldom changes. */
export interface KnownOrganisation {
  organisation: Organisation | undefined;
  authorities: readonly Authority[];
  units: readonly Unit[];
}

/** How long it is believed (ms), as what is known of a tenant's host. */
const believedFor = 2_000;
const kept = new Map<Uuid, { known: Promise<KnownOrganisation>; until: number }>();

/**
 * The organisation, its authorities and units, read anew every other second: for what every request needs. What decides
 * something about the organisation itself reads the store.
 */
export function knownOrganisation(tx: Tx): Promise<KnownOrganisation> {
  const now = tx.now.getTime();
  const before = kept.get(tx.tenant);
  if (before && before.until > now) return before.known;
  const known = readAll(tx);
  if (kept.size > 1_000) kept.clear();
  kept.set(tx.tenant, { known, until: now + believedFor });
  known.catch(() => { kept.delete(tx.tenant); });
  return known;
}

async function readAll(tx: Tx): Promise<KnownOrganisation> {
  return { organisation: await findOrganisation(tx), authorities: await listAuthorities(tx), units: await listUnits(tx) };
}
