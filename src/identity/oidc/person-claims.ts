import { z } from 'zod';
import { claim } from './names.ts';

const twelveDigits = z.string().regex(/^\d{12}$/);
const name = z.string().min(1).max(200);

const received = z.object({
  name: name.optional(),
  given_name: name.optional(),
  family_name: name.optional(),
  birthdate: z.iso.date().optional(),
  [claim.personalIdentityNumber]: twelveDigits.optional(),
  [claim.coordinationNumber]: twelveDigits.optional(),
  [claim.prid]: z.string().min(4).max(100).optional(),
  [claim.orgAffiliation]: z.string().regex(/^.+@\d{10}$/).max(200).optional(),
  [claim.authnProvider]: z.string().max(300).optional(),
}).refine(
  (claims) => !(claims[claim.personalIdentityNumber] && claims[claim.coordinationNumber]),
  'a personal identity number and a coordination number exclude each other (OIDC Sweden claims 1.0, 3.2)',
);

/** What a provider said about a person. Every part may be missing: a foreign e-ID has no Swedish number. */
export interface PersonClaims {
  /** Twelve digits. */
  personalIdentityNumber: string | undefined;
  /** Twelve digits; the day of birth is raised by 60. */
  coordinationNumber: string | undefined;
  /** Provisional identifier of a foreign e-ID (1.2.752.201.3.4). */
  prid: string | undefined;
  name: string | undefined;
  givenName: string | undefined;
  familyName: string | undefined;
  /** `YYYY-MM-DD`. */
  birthdate: string | undefined;
  /** Identity at an employer: `<personal id>@<organisation number, ten digits>`. */
  orgAffiliation: string | undefined;
  /** Who made the authentication, when the provider passes others' on. */
  authnProvider: string | undefined;
}

/** The claims of an ID token and its UserInfo, the ID token's first; undefined if they are not in the agreed form. */
export function personClaims(userInfo: object, idToken: object): PersonClaims | undefined {
  const parsed = received.safeParse({ ...userInfo, ...idToken });
  if (!parsed.success) return undefined;
  const claims = parsed.data;
  return {
    personalIdentityNumber: claims[claim.personalIdentityNumber],
    coordinationNumber: claims[claim.coordinationNumber],
    prid: claims[claim.prid],
    name: claims.name,
    givenName: claims.given_name,
    familyName: claims.family_name,
    birthdate: claims.birthdate,
    orgAffiliation: claims[claim.orgAffiliation],
    authnProvider: claims[claim.authnProvider],
  };
}
