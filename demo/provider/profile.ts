import type { DemoLevel } from '../people.ts';

/**
 * Names from the OIDC Sweden profile 1.0 (claims, scopes, parameters), its Signature Extension 1.1 and Sweden Connect.
 * Written here and not shared with the product: the two ends must agree on the standard, not on a file.
 */
export const scopes = {
  personInfo: 'https://id.oidc.se/scope/naturalPersonInfo',
  personNumber: 'https://id.oidc.se/scope/naturalPersonNumber',
  personOrgId: 'https://id.oidc.se/scope/naturalPersonOrgId',
  eidasPerson: 'https://id.swedenconnect.se/scope/eidasNaturalPersonIdentity',
  sign: 'https://id.oidc.se/scope/sign',
} as const;

export const claims = {
  personalIdentityNumber: 'https://id.oidc.se/claim/personalIdentityNumber',
  coordinationNumber: 'https://id.oidc.se/claim/coordinationNumber',
  orgAffiliation: 'https://id.oidc.se/claim/orgAffiliation',
  orgName: 'https://id.oidc.se/claim/orgName',
  orgNumber: 'https://id.oidc.se/claim/orgNumber',
  authnProvider: 'https://id.oidc.se/claim/authnProvider',
  userSignature: 'https://id.oidc.se/claim/userSignature',
  prid: 'https://id.swedenconnect.se/claim/prid',
  pridPersistence: 'https://id.swedenconnect.se/claim/pridPersistence',
} as const;

export const parameters = {
  userMessage: 'https://id.oidc.se/param/userMessage',
  signRequest: 'https://id.oidc.se/param/signRequest',
} as const;

/** Claims that a scope delivers, and those of them that must stand in the ID token already (profile 1.0, chapter 3). */
export const claimsOfScope: Record<string, { all: readonly string[]; inIdToken: readonly string[] }> = {
  [scopes.personInfo]: { all: ['family_name', 'given_name', 'middle_name', 'name', 'birthdate'], inIdToken: [] },
  [scopes.personNumber]: {
    all: [claims.personalIdentityNumber, claims.coordinationNumber],
    inIdToken: [claims.personalIdentityNumber, claims.coordinationNumber],
  },
  [scopes.personOrgId]: {
    all: ['name', claims.orgAffiliation, claims.orgName, claims.orgNumber],
    inIdToken: [claims.orgAffiliation],
  },
  [scopes.eidasPerson]: {
    all: [claims.prid, claims.pridPersistence],
    inIdToken: [claims.prid, claims.pridPersistence],
  },
  [scopes.sign]: { all: [claims.userSignature], inIdToken: [claims.userSignature] },
};

/** The URI of each level the demonstration asserts. */
export const acrOf: Record<DemoLevel, string> = {
  'loa2': 'http://id.elegnamnden.se/loa/1.0/loa2',
  'loa3': 'http://id.elegnamnden.se/loa/1.0/loa3',
  'loa4': 'http://id.elegnamnden.se/loa/1.0/loa4',
  'uncertified-loa3': 'http://id.swedenconnect.se/loa/1.0/uncertified-loa3',
  'eidas-sub': 'http://id.elegnamnden.se/loa/1.0/eidas-sub',
};

/** Seconds. The profile allows an ID token five minutes and Sweden Connect a session sixty. */
export const lifetimes = { idToken: 300, accessToken: 300, code: 60, interaction: 900, session: 3600 } as const;
