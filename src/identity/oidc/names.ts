/**
 * Names from the OIDC Sweden profile 1.0, its claims and parameter specifications, the Signature Extension 1.1, and
 * Sweden Connect's claims for foreign e-IDs.
 */
export const scope = {
  /** Name and date of birth. */
  person: 'https://id.oidc.se/scope/naturalPersonInfo',
  /** Personal identity number or coordination number. */
  number: 'https://id.oidc.se/scope/naturalPersonNumber',
  /** Identity at an employer, for staff. */
  organisation: 'https://id.oidc.se/scope/naturalPersonOrgId',
  /** Provisional identifier of a foreign e-ID. */
  foreign: 'https://id.swedenconnect.se/scope/eidasNaturalPersonIdentity',
  sign: 'https://id.oidc.se/scope/sign',
} as const;

export const claim = {
  personalIdentityNumber: 'https://id.oidc.se/claim/personalIdentityNumber',
  coordinationNumber: 'https://id.oidc.se/claim/coordinationNumber',
  orgAffiliation: 'https://id.oidc.se/claim/orgAffiliation',
  authnProvider: 'https://id.oidc.se/claim/authnProvider',
  userSignature: 'https://id.oidc.se/claim/userSignature',
  prid: 'https://id.swedenconnect.se/claim/prid',
} as const;

export const parameter = {
  userMessage: 'https://id.oidc.se/param/userMessage',
  signRequest: 'https://id.oidc.se/param/signRequest',
} as const;
