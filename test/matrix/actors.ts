import type { StaffRole } from '../../src/platform/principal.ts';

/** Everyone who asks for everything. `own` is the person an object belongs to; `officer` the one whose case it is. */
export const actors = {
  signedOut: { says: 'utloggad', realm: 'none', level: 0 },
  own: { says: 'den det gäller', realm: 'resident', level: 3 },
  lowerLevel: { says: 'den det gäller, nivå 2', realm: 'resident', level: 2 },
  coApplicant: { says: 'medsökande', realm: 'resident', level: 3 },
  proxy: { says: 'ombud', realm: 'resident', level: 3 },
  otherPerson: { says: 'annan person', realm: 'resident', level: 3 },
  otherTenant: { says: 'person, annan organisation', realm: 'resident', level: 3 },
  officer: { says: 'handläggaren', realm: 'staff', level: 3, roles: ['officer'] },
  officerLowerLevel: { says: 'handläggaren, nivå 2', realm: 'staff', level: 2, roles: ['officer'] },
  colleague: { says: 'kollega i enheten', realm: 'staff', level: 3, roles: ['officer'] },
  manager: { says: 'enhetschef', realm: 'staff', level: 3, roles: ['manager'] },
  registrar: { says: 'registrator', realm: 'staff', level: 3, roles: ['registrar'] },
  privacy: { says: 'dataskyddsombud', realm: 'staff', level: 3, roles: ['privacy'] },
  economy: { says: 'ekonom', realm: 'staff', level: 3, roles: ['economy'] },
  onDuty: { says: 'i beredskap', realm: 'staff', level: 3, roles: ['onDuty'] },
  administrator: { says: 'administratör', realm: 'staff', level: 3, roles: ['administrator'] },
  otherUnit: { says: 'handläggare, annan enhet', realm: 'staff', level: 3, roles: ['officer'] },
  otherAuthority: { says: 'handläggare, annan nämnd', realm: 'staff', level: 3, roles: ['officer'] },
  staffOfOtherTenant: { says: 'handläggare, annan organisation', realm: 'staff', level: 3, roles: ['officer'] },
} as const satisfies Record<string, Actor>;

export type ActorName = keyof typeof actors;

export interface Actor {
  /** in the heading of the generated table */
  says: string;
  realm: 'none' | 'resident' | 'staff';
  level: 0 | 2 | 3;
  roles?: readonly StaffRole[];
}

export const actorNames = Object.keys(actors) as ActorName[];

/** Those with nothing to do with the case: whatever they ask for, nothing of it may be in the answer. */
export const strangers: readonly ActorName[] = [
  'signedOut', 'otherPerson', 'otherTenant', 'privacy', 'economy', 'onDuty', 'administrator', 'otherUnit', 'otherAuthority', 'staffOfOtherTenant',
];
