import type { AccessRule, Route } from '../../src/platform/index.ts';
import { actors, type ActorName } from './actors.ts';
import type { Belonging, Row } from './row.ts';

/**
 * What somebody who calls a route gets. `in`: the route answers them, also when it tells them that what they typed is wrong.
 * `reason`: asked why they open the case, and shown nothing of it. The others as the server says them.
 */
export type Outcome = 'in' | 'signIn' | 'stepUp' | 'forbidden' | 'notFound' | 'reason';

/** What an actor must get: first what the route's rule says, then what belongs to whom, unless the row says otherwise. */
export function expected(route: Route, row: Row, name: ActorName): Outcome {
  const byRule = ruleSays(route.access, name);
  if (byRule !== 'in') return byRule;
  return row.but?.[name] ?? row.butAll ?? reach[row.of][name] ?? 'in';
}

/** Written again here, and not asked of the platform: a fault in its judgement must not be what is expected. */
function ruleSays(rule: AccessRule, name: ActorName): Outcome {
  const actor = actors[name];
  if (rule.who === 'anyone') return 'in';
  if (actor.realm !== rule.who) return 'signIn';
  if (rule.who === 'resident') return actor.level < rule.level ? 'stepUp' : 'in';
  if (actor.level < 3) return 'stepUp';
  return 'roles' in actor && actor.roles.some((role) => rule.roles.includes(role)) ? 'in' : 'forbidden';
}

const otherResidents = { otherPerson: 'notFound', otherTenant: 'notFound' } as const;

/** Who gets at what belongs to whom, among those whom the rule lets in. Who is not named gets in. */
const reach: Record<Belonging, Partial<Record<ActorName, Outcome>>> = {
  nobody: {},
  oneself: {},
  // The resident's own room. The service is of a class that demands level 3.
  draft: { lowerLevel: 'stepUp', coApplicant: 'notFound', ...otherResidents },
  residentCase: { lowerLevel: 'stepUp', ...otherResidents },
  proxy: { lowerLevel: 'in', coApplicant: 'notFound', proxy: 'notFound', ...otherResidents },
  // What one party is asked or told is not the other's. Who acts for a party sees what they see.
  ownPart: { lowerLevel: 'stepUp', coApplicant: 'notFound', ...otherResidents },
  // No unit has an entry yet: until it is sent in it is for the one who writes it.
  entry: { colleague: 'notFound', manager: 'notFound', registrar: 'notFound', otherUnit: 'notFound', otherAuthority: 'notFound', staffOfOtherTenant: 'notFound' },
  // Class 3: one's own case, or a stated reason within the unit.
  staffCase: {
    colleague: 'reason', manager: 'reason', otherUnit: 'forbidden', otherAuthority: 'notFound', staffOfOtherTenant: 'notFound',
  },
  // What is done with a case before it is opened: by anyone of its unit, and for others there is none.
  unreadCase: { otherUnit: 'notFound', otherAuthority: 'notFound', staffOfOtherTenant: 'notFound' },
};
