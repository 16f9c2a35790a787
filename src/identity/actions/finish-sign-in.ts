import type { Cookie, CookieJar, House, Level, TenantFacts } from '../../platform/index.ts';
import { meets } from '../levels.ts';
import type { SignedIn } from '../oidc/relying-party.ts';
import type { Refusal } from '../oidc/refusal.ts';
import { forgetPending, takePending } from '../pending.ts';
import { fullName, meetPerson, type Identified } from '../person.ts';
import { representedBy } from '../proxies.ts';
import { relyingParty } from '../relying-parties.ts';
import { actedBefore, cookieNames, endReplaced, startSession } from '../session.ts';
import { assignmentsOf, findStaff, inAuthority } from '../staff.ts';
import { useInvitation } from './invite-staff.ts';
import type { SignInUnderWay, SignInWish } from './begin-sign-in.ts';

export type SignInEnd =
  | { ok: true; back: string; cookies: Cookie[] }
  | { ok: false; refusal: Refusal | 'notStaff'; wish?: SignInWish };

/** Takes the provider's answer, finds or makes the person, and starts a session. A new token each time: nothing to fixate. */
export async function finishSignIn(
  house: House, tenant: TenantFacts, address: { origin: string; path: string }, cookies: CookieJar,
): Promise<SignInEnd> {
  const underWay = await takePending<SignInUnderWay>(house, tenant.id, 'signIn', cookies);
  if (!underWay) return { ok: false, refusal: 'expired' };
  const { wish } = underWay;
  const issuer = house.settings.issuers.find((one) => one.issuer === underWay.issuer);
  if (!issuer) return { ok: false, refusal: 'providerUnavailable', wish };
  const answer = await relyingParty(house, issuer).finishSignIn(new URL(address.path, address.origin), underWay.pending);
  if (!answer.ok) return { ok: false, refusal: answer.refusal, wish };
  const started = wish.realm === 'staff' ? await asStaff(house, tenant, answer, cookies, wish.invitation)
    : await asResident(house, tenant, answer, cookies);
  if (!started) return { ok: false, refusal: 'notStaff', wish };
  return { ok: true, back: wish.back, cookies: [{ name: cookieNames[wish.realm], value: started }, forgetPending] };
}

async function asResident(house: House, tenant: TenantFacts, answer: SignedIn, cookies: CookieJar): Promise<string> {
  const person = await meetPerson(house, tenant.id, identified(answer), 'sign-in');
  const proxyId = await house.db.system(tenant.id, 'sign-in', (tx) => actedBefore(tx, cookies, person.id));
  const acting = proxyId && (await representedBy(house, tenant.id, person.id)).find((one) => one.proxyId === proxyId);
  return house.db.system(tenant.id, 'sign-in', async (tx) => {
    await endReplaced(tx, cookies, 'resident');
    tx.audit({ event: 'identity.signedIn', subjectId: person.id, detail: { level: levelOf(answer.acr) } });
    if (acting) tx.audit({ event: 'identity.actingStarted', subjectId: acting.person.id, detail: { ground: acting.ground } });
    return startSession(tx, {
      realm: 'resident', personId: person.id, level: levelOf(answer.acr), provenAt: answer.authTime,
      display: { name: fullName(person.facts), ...(acting && { actingFor: acting.name }) }, provider: { issuer: answer.issuer, subject: answer.subject },
      ...(acting && { actingFor: { personId: acting.person.id, proxyId: acting.proxyId, ground: acting.ground } }),
    });
  });
}

async function asStaff(
  house: House, tenant: TenantFacts, answer: SignedIn, cookies: CookieJar, invitation?: string,
): Promise<string | undefined> {
  const { personalIdentityNumber, orgAffiliation } = answer.claims;
  return house.db.system(tenant.id, 'sign-in', async (tx) => {
    const by = { ...(personalIdentityNumber && { number: personalIdentityNumber }), ...(orgAffiliation && { organisationalId: orgAffiliation }) };
    if (invitation) await useInvitation(tx, invitation, by);
    const member = await findStaff(tx, by);
    const assignments = member ? await assignmentsOf(tx, member.id) : [];
    const first = assignments[0];
    if (!member || !first) {
      tx.audit({ event: 'identity.signedIn', outcome: 'refused', detail: { reason: 'notStaff' } });
      return undefined;
    }
    const place = await inAuthority(tx, assignments, first.authorityId);
    await endReplaced(tx, cookies, 'staff');
    tx.audit({ event: 'identity.signedIn', authorityId: first.authorityId, detail: { level: levelOf(answer.acr), staff: member.id } });
    return startSession(tx, {
      realm: 'staff', staffId: member.id, level: levelOf(answer.acr), provenAt: answer.authTime, ...place,
      display: { name: member.name, place: place.name }, provider: { issuer: answer.issuer, subject: answer.subject },
    });
  });
}

export function levelOf(acr: string): Level {
  return meets(acr, 'loa3') ? 3 : meets(acr, 'loa2') ? 2 : 0;
}

export function identified({ claims, issuer }: Pick<SignedIn, 'claims' | 'issuer'>): Identified {
  const number = claims.personalIdentityNumber ?? claims.coordinationNumber;
  return {
    ...(number && { number }),
    ...(claims.prid && { foreign: { identifier: claims.prid, country: claims.prid.slice(0, 2), issuer } }),
    ...(claims.birthdate && { birthDate: claims.birthdate }),
    vouched: true, givenName: claims.givenName ?? claims.name ?? '', familyName: claims.familyName ?? '',
  };
}
