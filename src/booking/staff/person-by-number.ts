import { findByNumber, lookUp, makeKnown, meetPerson, registerOf } from '../../identity/index.ts';
import type { FieldError, RequestContext, Staff, Uuid } from '../../platform/index.ts';

/**
 * The person of a personal identity number or a coordination number that staff have typed: from the population register, or as they are known here, and
 * with the name that was typed when they are in neither. Known to the authority from now on. What is wrong is said of the fields `number` and `name`.
 */
export async function personByNumber({ house, tenant, tx }: RequestContext<Staff>, typed: { number: string; name: string }, authorityId: Uuid): Promise<{ id: Uuid } | { errors: FieldError[] }> {
  const number = typed.number.replaceAll(/[\s-]/g, '');
  if (!/^\d{12}$/.test(number)) return { errors: [{ name: 'number', message: 'Skriv numret med tolv siffror, till exempel 194401152204.' }] };
  const entry = await lookUp(house, tenant.id, number);
  const [givenName = '', ...rest] = typed.name.split(' ');
  if (!entry && !typed.name && !await house.db.system(tenant.id, 'booking', (system) => findByNumber(system, number))) {
    const registered = await registerOf(house, tenant.id) !== undefined;
    return { errors: [{ name: 'name', message: registered ? 'Numret finns inte i folkbokföringen. Kontrollera det, och skriv namnet om det är ett samordningsnummer.' : 'Skriv namnet.' }] };
  }
  const person = await meetPerson(house, tenant.id, { number, givenName: entry?.givenName ?? givenName, familyName: entry?.familyName ?? rest.join(' '), birthDate: birthDateOf(number) }, 'booking');
  await makeKnown(tx, authorityId, person.id);
  return { id: person.id };
}

/** A coordination number has sixty added to the day. */
function birthDateOf(number: string): string {
  const day = Number(number.slice(6, 8));
  return `${number.slice(0, 4)}-${number.slice(4, 6)}-${String(day > 60 ? day - 60 : day).padStart(2, '0')}`;
}
