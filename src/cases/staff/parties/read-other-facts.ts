import { textOf, type FieldError, type Fields } from '../../../platform/index.ts';
import type { OtherFacts } from '../../store/parties/other-parties.ts';

export type ReadFacts = { ok: true; kind: string; facts: OtherFacts } | { ok: false; errors: FieldError[] };

/** Reads what staff typed about another party: a number, or a name with somewhere to reach them. */
export function readOtherFacts(fields: Fields, kinds: readonly string[]): ReadFacts {
  const field = (name: string) => textOf(fields, name, 200);
  const kind = kinds.find((one) => one === field('kind'));
  const number = field('number').replaceAll(/[\s-]/g, '');
  const [name, street, postcode, city, email] = [field('name'), field('street'), field('postcode'), field('city'), field('email')];
  const address = street && postcode && city ? { street, postcode, city } : undefined;
  const errors: FieldError[] = [];
  if (!kind) errors.push({ name: 'kind', message: 'Välj vad parten är.' });
  if (number && !/^\d{12}$/.test(number)) errors.push({ name: 'number', message: 'Skriv personnumret med tolv siffror, till exempel 19121212-1212.' });
  if (!number && !name) errors.push({ name: 'name', message: 'Skriv ett namn, eller ett personnummer.' });
  if (!number && name && !address && !email) errors.push({ name: 'street', message: 'Skriv hela adressen, eller en e-postadress. Annars går parten inte att nå.' });
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) errors.push({ name: 'email', message: 'Skriv en e-postadress, till exempel namn@exempel.se.' });
  if (!kind || errors.length) return { ok: false, errors };
  const given = { organisationNumber: field('organisationNumber'), contact: field('contact'), email, about: field('about'), number };
  return {
    ok: true, kind,
    facts: { name, ...(address && { address }), ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)) },
  };
}
