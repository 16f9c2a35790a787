import { createHash } from 'node:crypto';
import type { AccountClaims } from 'oidc-provider';
import { demoOrganisationNumbers, demoPeople, fullName, orgAffiliation } from '../people.ts';
import type { DemoLevel, DemoPerson } from '../people.ts';
import { acrOf, claims } from './profile.ts';

/** The provider's own name for a person: says nothing about who it is (profile 1.0, 3.2.1.1), same after a restart. */
export function subjectOf(person: DemoPerson): string {
  return createHash('sha256').update(`demonstration person: ${person.alias}`).digest('base64url').slice(0, 22);
}

const bySubject = new Map(demoPeople.map((person) => [subjectOf(person), person]));

/** The person a subject stands for, or undefined. */
export function personBySubject(subject: string): DemoPerson | undefined {
  return bySubject.get(subject);
}

/** Levels the person's e-ID reaches among those asked for; all of them when none is asked for. */
export function reachable(person: DemoPerson, askedAcrs: readonly string[]): DemoLevel[] {
  return person.levels.filter((level) => askedAcrs.length === 0 || askedAcrs.includes(acrOf[level]));
}

/** Everything the provider can say about a person; oidc-provider lets through only what was asked for. */
export function claimsAbout(person: DemoPerson, issuer: string): AccountClaims {
  const employer = person.employment && demoOrganisationNumbers[person.employment.organisation];
  return {
    sub: subjectOf(person),
    name: fullName(person),
    given_name: person.givenName,
    family_name: person.familyName,
    birthdate: person.birthDate,
    [claims.authnProvider]: `${issuer}/e-legitimation/${person.prid ? 'eidas' : 'demo'}`,
    ...(person.personalIdentityNumber && { [claims.personalIdentityNumber]: person.personalIdentityNumber }),
    ...(person.prid && { [claims.prid]: person.prid.value, [claims.pridPersistence]: person.prid.persistence }),
    ...(employer && {
      [claims.orgAffiliation]: orgAffiliation(person),
      [claims.orgName]: employer.name,
      [claims.orgNumber]: employer.number,
    }),
  };
}
