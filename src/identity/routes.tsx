import { z } from 'zod';
import { anyone, forbidden, none, notFound, page, redirect, redirectAway, resident, route, staff, staffRoles,
  type Answer, type Cookie, type Level, type RequestContext, type Route } from '../platform/index.ts';
import { beginSignIn, type SignInWish } from './actions/begin-sign-in.ts';
import { finishSignIn } from './actions/finish-sign-in.ts';
import { ActingPage } from './pages/acting.tsx';
import { InvitationPage } from './pages/invitation.tsx';
import { RefusedPage, SignedOutPage } from './pages/refused.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { findPerson, fullName } from './person.ts';
import { endProxy, proxiesOf, representedBy } from './proxies.ts';
import { issuersFor } from './relying-parties.ts';
import { changeSession, cookieNames, endActing, endSessions, readSession, type Realm } from './session.ts';
import { finishSigning } from './signing.ts';
import { assignmentsOf, inAuthority } from './staff.ts';

const entrance = anyone('one signs in before one is known');
/** A path on this server and nothing else, so that sign-in cannot be used to send people away. */
const ownPath = z.string().regex(/^\/(?![/\\])[^\s\\]*$/).catch('/');
const wishQuery = z.object({
  till: ownPath.default('/'), niva: z.enum(['2', '3']).catch('2').default('2'), ny: z.literal('1').optional().catch(undefined),
  utfardare: z.string().max(300).optional().catch(undefined), som: z.string().regex(/^[a-z]{1,30}$/).optional().catch(undefined),
});

const homes: Record<Realm, string> = { resident: '/mina-sidor', staff: '/handlaggning' };

function signInRoutes(realm: Realm, path: string): Route[] {
  const wishOf = (input: z.infer<typeof wishQuery>): SignInWish => ({
    realm, level: realm === 'staff' ? 3 : Number(input.niva) as Level, fresh: input.ny === '1', back: input.till === '/' ? homes[realm] : input.till,
    ...(input.utfardare && { issuer: input.utfardare }), ...(input.som && { hint: input.som }),
  });
  const begin = async (context: RequestContext, wish: SignInWish): Promise<Answer> => {
    const begun = await beginSignIn(context.house, context.tenant, context.origin, context.language, wish);
    if (!begun.ok) return page(<RefusedPage context={context} why={begun.refusal} again={path} />, { status: 503 });
    return redirectAway(begun.to, [begun.cookie]);
  };
  // Staff must get in also in a rush.
  const urgency = realm === 'staff' ? 'critical' as const : 'normal' as const;
  return [
    route({
      method: 'GET', path, urgency, access: entrance, audit: none('nobody is known yet; the sign-in itself is audited'), query: wishQuery,
      handle: (context) => context.query.som
        ? begin(context, wishOf(context.query))
        : page(<SignInPage context={context} wish={wishOf(context.query)} issuers={issuersFor(context.house, realm)} />),
    }),
    route({
      method: 'POST', path, urgency, access: entrance, audit: none('nobody is known yet; the sign-in itself is audited'),
      handle: (context) => begin(context, wishOf(wishQuery.parse(context.fields))),
    }),
  ];
}

const answered = route({
  // Whoever has proved who they are is not turned away on the way back.
  method: 'GET', path: '/inloggning/svar', urgency: 'critical', access: entrance, audit: none('the sign-in itself is audited'),
  async handle(context) {
    const { house, tenant, origin, path, cookies } = context;
    const end = await finishSignIn(house, tenant, { origin, path }, cookies);
    if (end.ok) return redirect(end.back, end.cookies);
    const again = end.wish?.realm === 'staff' ? '/handlaggning/logga-in' : '/logga-in';
    return page(<RefusedPage context={context} why={end.refusal} again={again} />, { status: end.refusal === 'providerUnavailable' ? 503 : 403 });
  },
});

function signOutRoute(realm: Realm, path: string): Route {
  return route({
    method: 'POST', path, ...(realm === 'staff' && { urgency: 'critical' }), access: anyone('signing out twice is no error'), audit: none('the sign-out itself is audited'),
    async handle(context) {
      const { principal } = await readSession(context.house, context.tenant, context.cookies, realm);
      await endSessions(context.house, context.tenant.id, principal, context.fields['overallt'] === '1');
      const gone: Cookie = { name: cookieNames[realm], value: null };
      const { display: _display, ...signedOut } = context;
      return page(<SignedOutPage context={signedOut} />, { cookies: [gone] });
    },
  });
}

const signatureAnswered = route({
  method: 'GET', path: '/underskrift/svar', access: resident(0), audit: none('the room that asked for the signature audits it'),
  handle: (context) => finishSigning(context),
});

const showActing = route({
  method: 'GET', path: '/mina-sidor/ombud', access: resident(2), audit: 'identity.proxiesRead',
  query: z.object({ klart: z.literal('slut').optional().catch(undefined) }).loose(),
  async handle(context) {
    const { house, tenant, who, query } = context;
    const represented = await representedBy(house, tenant.id, who.personId);
    const mine = await house.db.system(tenant.id, 'proxies', async (tx) => Promise.all(
      (await proxiesOf(tx, who.personId)).filter(({ personId }) => personId === who.personId)
        .map(async ({ id, agentId, ground }) => ({ id, ground, name: fullName((await findPerson(tx, agentId))!.facts) }))));
    return page(<ActingPage context={context} represented={represented} mine={mine} ended={query.klart === 'slut'} />);
  },
});

const startActing = route({
  method: 'POST', path: '/mina-sidor/ombud', access: resident(2), audit: 'identity.actingStarted',
  async handle(context) {
    const { house, tenant, who, fields, cookies } = context;
    const chosen = (await representedBy(house, tenant.id, who.personId)).find(({ proxyId }) => proxyId === fields['ombud']);
    if (!chosen) return forbidden('noSuchProxy');
    await house.db.system(tenant.id, 'acting', (tx) => changeSession(tx, cookies, 'resident', {
      display: { actingFor: chosen.name }, actingFor: { personId: chosen.person.id, proxyId: chosen.proxyId, ground: chosen.ground },
    }));
    context.about({ subjectId: chosen.person.id, detail: { ground: chosen.ground } });
    return redirect('/mina-sidor');
  },
});

const stopActing = route({
  method: 'POST', path: '/mina-sidor/ombud/avsluta', access: resident(2), audit: 'identity.actingStopped',
  async handle({ house, tenant, cookies }) {
    await house.db.system(tenant.id, 'acting', (tx) => changeSession(tx, cookies, 'resident', { display: { actingFor: undefined }, actingFor: null }));
    return redirect('/mina-sidor');
  },
});

/** What a person has given they take back themselves; whom a court or the register has named is not theirs to end. */
const endMine = route({
  method: 'POST', path: '/mina-sidor/ombud/:id/slut', access: resident(2), audit: 'identity.proxyEndedByPerson',
  async handle(context) {
    const { params, who, tx } = context;
    const given = (await proxiesOf(tx, who.personId)).find(({ id, personId }) => id === params.id && personId === who.personId);
    if (given?.ground !== 'powerOfAttorney' || who.actingFor) return notFound();
    if (!await endProxy(tx, given.id, 'byPerson')) return notFound();
    await endActing(context.house, context.tenant.id, given.id);
    return redirect('/mina-sidor/ombud?klart=slut');
  },
});

/** Staff with roles in several authorities stand in one at a time: the wall between them goes through the same person. */
const changePlace = route({
  method: 'POST', path: '/handlaggning/plats', access: staff(...staffRoles), audit: 'identity.placeChanged',
  async handle({ tx, who, fields, house, tenant, cookies }) {
    const assignments = await assignmentsOf(tx, who.staffId);
    const wanted = assignments.find(({ authorityId }) => (authorityId ?? '') === fields['namnd']);
    if (!wanted) return forbidden('noRoleThere');
    const { name, ...place } = await inAuthority(tx, assignments, wanted.authorityId);
    await house.db.system(tenant.id, 'place', (system) => changeSession(system, cookies, 'staff', { display: { place: name }, place }));
    return redirect('/handlaggning');
  },
});

const invitation = route({
  method: 'GET', path: '/handlaggning/inbjudan', urgency: 'critical', access: entrance, audit: none('an empty form'),
  handle: (context) => page(<InvitationPage context={context} />),
});

const useInvitation = route({
  method: 'POST', path: '/handlaggning/inbjudan', urgency: 'critical', access: entrance, audit: none('nobody is known yet; the sign-in itself is audited'),
  async handle(context) {
    const code = String(context.fields['kod'] ?? '').trim();
    if (!code) return page(<InvitationPage context={context} missing />, { status: 422 });
    const begun = await beginSignIn(context.house, context.tenant, context.origin, context.language,
      { realm: 'staff', level: 3, fresh: true, back: '/handlaggning/administration', invitation: code });
    if (!begun.ok) return page(<RefusedPage context={context} why={begun.refusal} again="/handlaggning/inbjudan" />, { status: 503 });
    return redirectAway(begun.to, [begun.cookie]);
  },
});

export const routes: readonly Route[] = [
  ...signInRoutes('resident', '/logga-in'), ...signInRoutes('staff', '/handlaggning/logga-in'), answered,
  signOutRoute('resident', '/logga-ut'), signOutRoute('staff', '/handlaggning/logga-ut'), signatureAnswered,
  showActing, startActing, stopActing, endMine, changePlace, invitation, useInvitation,
];
