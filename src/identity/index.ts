/** The front door of `identity`: people, sign-in, levels, sessions, proxies, staff and roles; the port to the population register. */
import { fill, href, lookupRehasher, sessionReader, signInPath, type Room } from '../platform/index.ts';
import { rehashPersons } from './person.ts';
import { personData, retention } from './personal.ts';
import { routes } from './routes.tsx';
import { readSession } from './session.ts';
import { rehashStaff } from './staff.ts';

export { inviteStaff } from './actions/invite-staff.ts';
export { saveContact, type Contact } from './contact.ts';
export { levelName } from './levels.ts';
export { ReadLog } from './pages/read-log.tsx';
export { staffFrame } from './pages/staff-frame.tsx';
export { staffPage, told, withinAuthority, type StaffPage } from './pages/staff-page.tsx';
export { ageAt, findByNumber, findPerson, findPersons, fullName, lookUp, makeKnown, meetPerson, refreshPerson, type Identified, type Person, type PersonChanged, type PersonFacts } from './person.ts';
export { populationRegister, registerOf, type PopulationRegister, type RegisterEntry } from './population-register.ts';
export { endProxy, proxiesOf, registerProxy, registeredProxies, representedBy, type Proxy, type RegisteredProxy, type Represented } from './proxies.ts';
export { beginSigning, signatureTaker, type Attestation, type SignatureTaker } from './signing.ts';
export { endActing, signOutStaff } from './session.ts';
export { addStaff, assign, assignmentsOf, endRole, findStaff, listStaff, staffNames, staffOf, type Assignment, type StaffMember } from './staff.ts';
export type { ProxyGround } from './store.ts';
export { lastSubject } from './session.ts';
export { sealWith, openWith } from './token-seal.ts';

export const identity: Room = {
  name: 'identity',
  routes,
  fills: [
    fill(sessionReader, readSession),
    fill(lookupRehasher, async (tx) => await rehashPersons(tx) + await rehashStaff(tx)),
    fill(signInPath, ({ realm, level, fresh, back }) => href(realm === 'staff' ? '/handlaggning/logga-in' : '/logga-in', {
      till: back, niva: level >= 3 ? '3' : '2', ny: fresh ? '1' : undefined,
    })),
  ],
  personData,
  retention,
};
