import type { Uuid } from './ids.ts';

/** How surely we know who it is: nothing, loa2 or loa3 (identity maps the many acr values to these). */
export type Level = 0 | 2 | 3;

export const staffRoles = ['officer', 'deputy', 'manager', 'registrar', 'administrator', 'privacy', 'economy', 'onDuty', 'secretary'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Whom a resident acts for, and on what ground. Absent when they act for themselves. */
export interface ActingFor {
  personId: Uuid;
  proxyId: Uuid;
  ground: 'guardian' | 'trustee' | 'administrator' | 'powerOfAttorney';
}

export interface Anyone {
  kind: 'anyone';
}

export interface Resident {
  kind: 'resident';
  sessionId: Uuid;
  /** Who signed in. */
  personId: Uuid;
  level: Level;
  /** When they last proved who they are: class 3 asks for a fresh proof when signing. */
  provenAt: Date;
  actingFor?: ActingFor;
}

/** A staff member, in one authority at a time: what they see follows from it, and from their units and roles there. */
export interface Staff {
  kind: 'staff';
  sessionId: Uuid;
  staffId: Uuid;
  /** absent for those who work for the whole organisation: they see no cases */
  authorityId?: Uuid;
  /** empty for those who work for the whole authority */
  unitIds: readonly Uuid[];
  roles: readonly StaffRole[];
  level: Level;
  provenAt: Date;
}

/** A job, the command line, or start-up: named in the audit by what it is. */
export interface System {
  kind: 'system';
  name: string;
}

export type Principal = Anyone | Resident | Staff | System;

/** The person whose matters are handled: the one acted for, otherwise the one who signed in. */
export function subject(resident: Resident): Uuid {
  return resident.actingFor?.personId ?? resident.personId;
}
