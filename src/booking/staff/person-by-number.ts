import { bornDay, readPersonalNumber } from '../../forms/index.ts';
import { findByNumber, lookUp, makeKnown, meetPerson, registerOf, type Person, type PersonFacts } from '../../identity/index.ts';
import { swedishDay, type FieldError, type RequestContext, type Staff, type Uuid } from '../../platform/index.ts';

/** Who a typed number is, before anybody is made or made known. */
export interface LookedUp {
  /** undefined: the organisation does not know them yet */
  id?: Uuid;
  /** from the population register, otherwise as they are known here, otherwise as they were typed */
  person: Pick<Person, 'protected' | 'facts'>;
  number: string;
}

type Of = Pick<RequestContext<Staff>, 'house' | 'tenant' | 'tx'>;

/**
 * The person of a personal identity number or a coordination number that staff have typed: from the population register, or as they are known here, and
 * with the name that was typed when they are in neither. Known to the authority from now on. What is wrong is said of the fields `number` and `name`.
 */
export async function personByNumber(of: Of, typed: { number: string; name: string }, authorityId: Uuid): Promise<{ id: Uuid } | { errors: FieldError[] }> {
  const found = await lookUpByNumber(of, typed);
  if ('errors' in found) return found;
  const id = await meetLookedUp(of, found);
  await makeKnown(of.tx, authorityId, id);
  return { id };
}

/** Who a typed number is. Nobody is made, and nobody becomes known to the authority, by being looked up. */
export async function lookUpByNumber({ house, tenant, tx }: Of, typed: { number: string; name: string }): Promise<LookedUp | { errors: FieldError[] }> {
  const digits = typed.number.replaceAll(/[\s-]/g, '');
  if (!/^\d{12}$/.test(digits)) return { errors: [{ name: 'number', message: 'Skriv numret med tolv siffror, till exempel 194401152204.' }] };
  const number = readPersonalNumber(digits, swedishDay(tx.now));
  if (!number) return { errors: [{ name: 'number', message: 'Numret stämmer inte. Kontrollera siffrorna.' }] };
  const entry = await lookUp(house, tenant.id, number);
  // Whoever has got another number since is known by the new one, or still by the old.
  const known = await house.db.system(tenant.id, 'booking', async (system) => await findByNumber(system, entry?.personalIdentityNumber ?? number) ?? await findByNumber(system, number));
  // What the register says now goes before what is known, a protected identity most of all.
  const told = entry && { ...entry, number: entry.personalIdentityNumber };
  const covered = known?.protected === true || (entry !== undefined && entry.protection !== 'none');
  if (known) return { id: known.id, person: { facts: { ...known.facts, ...told }, protected: covered }, number };
  if (!entry && !typed.name) {
    const registered = await registerOf(house, tenant.id) !== undefined;
    return { errors: [{ name: 'name', message: registered ? 'Numret finns inte i folkbokföringen. Kontrollera det, och skriv namnet om det är ett samordningsnummer.' : 'Skriv namnet.' }] };
  }
  const [givenName = '', ...rest] = typed.name.split(' ');
  const facts: PersonFacts = told ?? { givenName, familyName: rest.join(' '), birthDate: bornDay(number)!, number, protection: 'none' };
  return { person: { facts, protected: covered }, number };
}

/** Somebody who was looked up, made when the organisation does not know them yet. */
export async function meetLookedUp({ house, tenant }: Of, { number, person: { facts: { givenName, familyName } } }: LookedUp): Promise<Uuid> {
  return (await meetPerson(house, tenant.id, { number, givenName, familyName, birthDate: bornDay(number)! }, 'booking')).id;
}
