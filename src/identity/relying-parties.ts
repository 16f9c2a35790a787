import type { House, Issuer } from '../platform/index.ts';
import { createRelyingParty, type RelyingParty } from './oidc/relying-party.ts';
import type { Realm } from './session.ts';

const made = new WeakMap<Issuer, RelyingParty>();

/** The providers that residents, or staff, may sign in at; in the order of the configuration. */
export function issuersFor(house: House, realm: Realm): readonly Issuer[] {
  return house.settings.issuers.filter(({ audience }) => audience === 'both' || audience === realm);
}

export function relyingParty(house: House, issuer: Issuer): RelyingParty {
  const known = made.get(issuer);
  if (known) return known;
  const party = createRelyingParty({ issuer: issuer.issuer, clientId: issuer.clientId, privateJwk: issuer.privateJwk, clock: house.clock });
  made.set(issuer, party);
  return party;
}
