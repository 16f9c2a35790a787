/**
 * Levels of assurance as the Swedish e-ID federations name them, and what meets what. Pure.
 *
 * Sources: Sweden Connect's registry of identifiers (the URIs); the service definition's table of classes (the rule):
 * loa3 is met by loa3, loa4, uncertified-loa3, eIDAS substantial and high, and their nonresident and notified forms.
 */

/** What a service can demand of a sign-in. More than loa3 is never demanded: class 4 is refused, not signed in to. */
export type RequiredLevel = 'none' | 'loa2' | 'loa3';

const federation = 'http://id.elegnamnden.se/loa/1.0/';
const swedenConnect = 'http://id.swedenconnect.se/loa/1.0/';

/** Strength 1–4 of each known level, strongest certified form first within a strength. */
const strengths = [
  [`${federation}loa4`, 4],
  [`${swedenConnect}loa4-nonresident`, 4],
  [`${federation}eidas-nf-high`, 4],
  [`${federation}eidas-high`, 4],
  [`${federation}loa3`, 3],
  [`${swedenConnect}loa3-nonresident`, 3],
  [`${federation}eidas-nf-sub`, 3],
  [`${federation}eidas-sub`, 3],
  [`${swedenConnect}uncertified-loa3`, 3],
  [`${federation}loa2`, 2],
  [`${swedenConnect}loa2-nonresident`, 2],
  [`${federation}eidas-nf-low`, 2],
  [`${federation}eidas-low`, 2],
  [`${swedenConnect}uncertified-loa2`, 2],
  [`${federation}loa1`, 1],
] as const;

/** The URI of a level, as it stands in `acr`. */
export type Acr = (typeof strengths)[number][0];

/** Levels the product itself may assert: a credential handed out after a checked identity (self-declared). */
export const localLevels = {
  checked: `${swedenConnect}uncertified-loa2`,
  strictlyChecked: `${swedenConnect}uncertified-loa3`,
} as const satisfies Record<string, Acr>;

const strengthOf = new Map<string, number>(strengths);
const demanded: Record<RequiredLevel, number> = { none: 0, loa2: 2, loa3: 3 };

/** Whether a text is a level known here. An unknown one meets nothing but `none`. */
export function isAcr(text: string): text is Acr {
  return strengthOf.has(text);
}

/** Whether a sign-in with this `acr` (absent when signed out) is enough for what is demanded. */
export function meets(acr: string | undefined, required: RequiredLevel): boolean {
  return (acr === undefined ? 0 : strengthOf.get(acr) ?? 0) >= demanded[required];
}

/** The stricter of two demands. */
export function stricter(one: RequiredLevel, other: RequiredLevel): RequiredLevel {
  return demanded[one] >= demanded[other] ? one : other;
}

/**
 * Every level that meets a demand, weakest strength first so that a provider that takes the first it can does not ask
 * for more than needed; within a strength the certified residents' form comes first.
 */
export function acrValuesMeeting(required: RequiredLevel): Acr[] {
  return strengths
    .filter(([, strength]) => strength >= Math.max(demanded[required], 1))
    .toSorted((a, b) => a[1] - b[1])
    .map(([acr]) => acr);
}

/** Orders two levels by strength: negative when the first is weaker. Unknown levels are weakest. */
export function compareLevels(one: string, other: string): number {
  return (strengthOf.get(one) ?? 0) - (strengthOf.get(other) ?? 0);
}

/** The short name of a level (`loa3`, `eidas-sub`), for logs and attestations; the whole text when it is unknown. */
export function levelName(acr: string): string {
  return isAcr(acr) ? acr.slice(acr.lastIndexOf('/') + 1) : acr;
}
