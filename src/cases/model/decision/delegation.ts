import type { Delegation } from '../../../organisation/index.ts';
import { formatNumber, type StaffRole, type Uuid } from '../../../platform/index.ts';
import type { Outcome, Service } from '../../../services/index.ts';

type Rule = Service['delegation'][number];

export interface DelegationWish {
  /** the points of the service's definition */
  rules: readonly Rule[];
  /** the authority's delegation order as it stands */
  order: readonly Delegation[];
  decision: Rule['decisions'][number];
  outcomes: readonly Outcome[];
  /** öre in all; 0 when the decision is not about money */
  amountOre: number;
  caseUnit: Uuid;
  who: { roles: readonly StaffRole[]; unitIds: readonly Uuid[] };
}

/** `fourEyes`: a second person with the same delegation must confirm before the decision is made. */
export type MayDecide = { ok: true; id: Uuid; point: string; reported: boolean; fourEyes: boolean } | { ok: false; why: string[] };

const roleWords: Record<string, string> = {
  officer: 'handläggare', deputy: 'ersättare', manager: 'chef', registrar: 'registrator', administrator: 'administratör', privacy: 'dataskyddsombud',
  economy: 'ekonom', secretary: 'nämndsekreterare',
};

/** Whether someone may decide in the name of the authority, by which point of its delegation order – or exactly why not. */
export function mayDecide(wish: DelegationWish): MayDecide {
  const points = wish.rules.filter(({ decisions, outcomes }) =>
    decisions.includes(wish.decision) && (!outcomes || wish.outcomes.every((outcome) => outcomes.includes(outcome))));
  if (!points.length) return { ok: false, why: ['Tjänsten säger inte vilken punkt i delegationsordningen som beslutet fattas på. Då beslutar nämnden.'] };
  const tried = points.map((point) => ({ point, ...tryPoint(wish, point) }));
  const found = tried.find(({ why }) => why.length === 0);
  if (!found) return { ok: false, why: [...new Set(tried.flatMap(({ why }) => why))] };
  return { ok: true, id: found.delegation!.id, point: found.point.point, reported: found.point.reported || found.delegation!.reported, fourEyes: found.delegation!.fourEyes };
}

function tryPoint({ order, who, caseUnit, amountOre }: DelegationWish, { point }: Rule): { delegation?: Delegation; why: string[] } {
  const delegation = order.find((one) => one.point === point);
  if (!delegation) return { why: [`Punkt ${point} finns inte i nämndens delegationsordning. Då beslutar nämnden.`] };
  const why: string[] = [];
  if (!delegation.roles.some((role) => (who.roles as readonly string[]).includes(role))) {
    why.push(`Punkt ${point} är delegerad till ${listed(delegation.roles.map((role) => roleWords[role] ?? role))}. Du är ${listed(who.roles.map((role) => roleWords[role] ?? role))}.`);
  }
  const inUnits = delegation.unitIds.length === 0 || delegation.unitIds.includes(caseUnit);
  if (!inUnits) why.push(`Punkt ${point} gäller inte den enhet som ärendet ligger hos.`);
  if (who.unitIds.length > 0 && !who.unitIds.includes(caseUnit)) why.push('Ärendet ligger hos en annan enhet än din.');
  if (delegation.limitOre !== null && amountOre > Number(delegation.limitOre)) {
    why.push(`Punkt ${point} gäller upp till ${kronor(Number(delegation.limitOre))} kronor. Beslutet är på ${kronor(amountOre)} kronor.`);
  }
  return { delegation, why };
}

function kronor(ore: number): string {
  return formatNumber(Math.round(ore / 100), 'sv');
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} eller ${words.at(-1)!}`;
}
