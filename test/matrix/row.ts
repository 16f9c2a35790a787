import type { ActorName } from './actors.ts';
import type { Outcome } from './expect.ts';

/**
 * What a route's address points at. `nobody`: public, or an empty form. `oneself`: whatever belongs to whoever is signed in.
 * `draft`, `proxy`: something of one person. `residentCase`: a case of two parties; `ownPart`: what one of them alone is to see. `entry`: an application that staff write.
 * `staffCase`: a case, opened by staff. `unreadCase`: a case, before it is opened.
 */
export type Belonging = 'nobody' | 'oneself' | 'draft' | 'residentCase' | 'ownPart' | 'proxy' | 'entry' | 'staffCase' | 'unreadCase';

export interface Row {
  of: Belonging;
  /** what stands for the parameters of the path; `{name}` is a thing of the fixture (see things.ts). `:id` follows from `of`. */
  params?: Readonly<Record<string, string>>;
  /** what is posted; `{name}` as above */
  fields?: Readonly<Record<string, string>>;
  query?: string;
  /** where one actor gets something else than `of` gives */
  but?: Partial<Record<ActorName, Outcome>>;
  /** who is a stranger to the case, and still may see whom it concerns */
  shownTo?: readonly ActorName[];
  /** where everyone whom the rule lets in gets something else */
  butAll?: Outcome;
}

/** Open to whom the rule lets in, and nobody's in particular. */
export const open: Row = { of: 'nobody' };

/** Whatever belongs to whoever is signed in. */
export const mine: Row = { of: 'oneself' };
