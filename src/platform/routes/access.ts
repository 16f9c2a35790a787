import type { Level, Principal, StaffRole } from '../principal.ts';

/** Who may use a route. Data, so that the access matrix is generated from it. What is theirs, row level security decides. */
export type AccessRule = AnyoneRule | ResidentRule | StaffRule;
export interface AnyoneRule { who: 'anyone'; why: string }
export interface ResidentRule { who: 'resident'; level: Level }
export interface StaffRule { who: 'staff'; roles: readonly StaffRole[] }

/** Open to all. The reason is for the reader of the access matrix. */
export function anyone(why: string): AnyoneRule {
  return { who: 'anyone', why };
}

/** A signed-in resident at a level or above. Classes may demand more for a single case: see `stepUp`. */
export function resident(level: Level): ResidentRule {
  return { who: 'resident', level };
}

/** Staff with one of these roles in the assignment they act in. Staff always sign in at loa3 (needs E5). */
export function staff(...roles: StaffRole[]): StaffRule {
  return { who: 'staff', roles };
}

export type Verdict = 'allowed' | 'signIn' | 'stepUp' | 'forbidden';

/** Denies unless the rule allows. Pure. */
export function judge(rule: AccessRule, principal: Principal): Verdict {
  if (rule.who === 'anyone') return 'allowed';
  if (principal.kind !== rule.who) return 'signIn';
  if (rule.who === 'resident' && principal.kind === 'resident') return principal.level >= rule.level ? 'allowed' : 'stepUp';
  if (rule.who === 'staff' && principal.kind === 'staff') {
    if (principal.level < 3) return 'stepUp';
    return rule.roles.some((role) => principal.roles.includes(role)) ? 'allowed' : 'forbidden';
  }
  return 'forbidden';
}
