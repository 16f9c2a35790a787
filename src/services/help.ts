import { findOrganisation, listUnits, type Organisation, type Unit } from '../organisation/index.ts';
import { href, type Help, type Language, type TenantFacts, type Tx } from '../platform/index.ts';
import type { ServiceVersion } from './versions.ts';

const known = new Map<string, Help>();
const most = 1_000;

/**
 * Whom to call about a service: the unit that takes its cases, with its own number and hours. On every page of a draft, so it is
 * remembered for as long as the organisation's public facts are the same.
 */
export async function helpFor(tx: Tx, tenant: TenantFacts, version: ServiceVersion, language: Language): Promise<Help> {
  const key = [tenant.id, tenant.version, version.id, language].join(' ');
  const before = known.get(key);
  if (before) return before;
  const found = await lookUp(tx, tenant, version, language);
  if (known.size >= most) known.clear();
  known.set(key, found);
  return found;
}

/** The unit's hours in words. */
export function hoursOf(organisation: Organisation, unit: Unit, language: Language): string {
  const hours = organisation.facts.openingHours[unit.facts.hours] as Record<string, unknown> | undefined;
  return String(hours?.[language] ?? hours?.['sv'] ?? '');
}

async function lookUp(tx: Tx, tenant: TenantFacts, version: ServiceVersion, language: Language): Promise<Help> {
  const organisation = await findOrganisation(tx);
  const role = version.compiled.folder.definition.route.at(-1)?.to ?? '';
  const unit = (await listUnits(tx)).find(({ slug }) => slug === organisation?.facts.roles.units[role]);
  return organisation && unit ? {
    phone: unit.phone, hours: hoursOf(organisation, unit, language), ...(unit.facts.callback && { callback: href(`/tjanster/${version.path}/ring-mig`) }),
  } : tenant.help;
}
