import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PopulationEntry } from './population.ts';

/**
 * Invented people beside the test people, for cases that fill a work list. They cannot sign in. Numbers are some of
 * Skatteverket's test numbers (CC0), in `seed/test-numbers.txt`; names and addresses are put together here.
 */
const women = ['Alva', 'Birgit', 'Dagny', 'Ebba', 'Gunhild', 'Ingrid', 'Kerstin', 'Linnea', 'Märta', 'Nora', 'Ragnhild', 'Signe', 'Tora', 'Vendela', 'Ylva', 'Åsa'];
const men = ['Albin', 'Bengt', 'Einar', 'Folke', 'Gustav', 'Holger', 'Ivar', 'Konrad', 'Ludvig', 'Måns', 'Nils-Erik', 'Oskar', 'Ruben', 'Sixten', 'Torvald', 'Örjan'];
const families = ['Almquist', 'Björkegren', 'Dalhem', 'Ekstam', 'Fagerdal', 'Granhult', 'Hedlind', 'Kvarnlund', 'Lövskär', 'Mossberg', 'Nygårda',
  'Rosenvik', 'Skogsmyr', 'Tallstig', 'Vretby', 'Åkerhamn', 'Ängstorp'];
const streets = ['Björkstigen', 'Hamngatan', 'Kvarnvägen', 'Lingonbacken', 'Parkvägen', 'Smedjegatan', 'Tistelvägen'];

/** In an order of their own, the same in every run: the first ones are taken first. */
export const inventedPeople: readonly PopulationEntry[] = readFileSync(join(import.meta.dirname, 'seed/test-numbers.txt'), 'utf8')
  .split(/\s+/).filter(Boolean).map(invent);

function invent(number: string, place: number): PopulationEntry {
  // The last figure but one says which name register the person stands in: odd for men.
  const names = Number(number[10]) % 2 ? men : women;
  return {
    personalIdentityNumber: number,
    givenName: names[place % names.length]!,
    familyName: families[(place * 5 + Math.floor(place / names.length)) % families.length]!,
    birthDate: `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`,
    municipality: '9999', protection: 'none', guardians: [], spouse: null,
    address: { street: `${streets[place % streets.length]} ${1 + (place * 7) % 48}`, postcode: '999 02', city: 'Exempelstad' },
  };
}
