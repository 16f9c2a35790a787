import type { VNode } from 'preact';
import { undecidedCases } from '../../cases/index.ts';
import { formatDate, type RequestContext } from '../../platform/index.ts';
import type { ServiceVersion } from '../../services/index.ts';
import { staffText as t } from '../staff-texts.ts';

/** How a service chooses which version of a table holds for a case: the day it came, the day it is decided, or the time it is about. */
type Chosen = 'arrived' | 'decided' | 'period';

export interface Touched { name: string; chosen: Chosen; all: number; arrivedFrom: number }

/** What a version from a day touches: cases that wait for a decision, counted past row level security since an administrator sees no case. */
export async function touchedBy({ house, tenant }: RequestContext, services: readonly ServiceVersion[], from: string): Promise<Touched[]> {
  const counts = await house.db.system(tenant.id, 'table-preview', (tx) => undecidedCases(tx, services.map(({ service }) => service), from));
  return services.filter(({ compiled }) => !compiled.folder.definition.carriedBy).map(({ service, compiled }) => {
    const { definition } = compiled.folder;
    const main = definition.decisions.find((decision) => 'items' in decision);
    const chosen = main && 'period' in main && main.period !== undefined ? 'period' : definition.law.rulesBy;
    return { name: definition.name, chosen, ...(counts.get(service) ?? { all: 0, arrivedFrom: 0 }) };
  });
}

/** One sentence a service: which cases get the new numbers, and how many wait for a decision now. */
export function TouchedCases({ touched, from }: { touched: readonly Touched[]; from: string }): VNode {
  const date = formatDate(from, 'sv');
  return (
    <ul class="ds-list">
      {touched.map(({ name, chosen, all, arrivedFrom }) => (
        <li key={name}><strong>{name}.</strong> {t(`tables.touched-${chosen}`, { date })} {all === 0 ? t('tables.noCases') : t(`tables.count-${chosen}`, { count: chosen === 'arrived' ? arrivedFrom : all, all, date })}</li>))}
    </ul>
  );
}
