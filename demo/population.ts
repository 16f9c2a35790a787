import type { RegisterEntry } from '../src/identity/index.ts';
import { inventedPeople } from './invented-people.ts';
import { demoPeople } from './people.ts';

/**
 * A simulated extract of the population register (folkbokföringen) for the demonstration: what a municipality may
 * fetch, and nothing it may not. Municipalities 9999 (Exempelkommun) and 9998 (Grannkommun) do not exist. Cohabitation is not in the real register and therefore not here.
 */
export interface PopulationEntry extends RegisterEntry {
  spouse: string | null;
}

const anna = '194401152204';
const bertil = '196809139295';
const carina = '198801132385';
const david = '198701182399';
const eva = '198501132388';
const filip = '201001132396';
const greta = '199101132380';

const exampleCity = { postcode: '999 04', city: 'Exempelstad' };

/** Where the residents live and how they belong together. */
const known: Record<string, Partial<PopulationEntry>> = {
  [anna]: { address: { street: 'Lindgatan 3 lgh 1201', ...exampleCity } },
  [bertil]: { municipality: '9998', address: { street: 'Ekvägen 12', postcode: '999 80', city: 'Grannstad' } },
  [carina]: { address: { street: 'Fågelstigen 8 lgh 1102', ...exampleCity }, spouse: david },
  [david]: { address: { street: 'Fågelstigen 8 lgh 1102', ...exampleCity }, spouse: carina },
  [eva]: { address: { street: 'Ängsvägen 21', postcode: '999 05', city: 'Exempelstad' } },
  [filip]: { address: { street: 'Ängsvägen 21', postcode: '999 05', city: 'Exempelstad' }, guardians: [eva] },
  [greta]: { protection: 'protected', address: null },
};

/** Children who do not sign in themselves. */
const children: readonly PopulationEntry[] = [
  child('201702152388', 'Ella', 'Westmark', [carina, david], { street: 'Fågelstigen 8 lgh 1102', ...exampleCity }),
  child('201901152395', 'Noel', 'Westmark', [carina, david], { street: 'Fågelstigen 8 lgh 1102', ...exampleCity }),
  child('201702142397', 'Hugo', 'Lundhage', [eva], { street: 'Ängsvägen 21', postcode: '999 05', city: 'Exempelstad' }),
  { ...child('201901162386', 'Liv', 'Holmdal', [greta], null), protection: 'protected' },
];

/** Everyone in the simulated register: the test people who have a Swedish number, and the children. */
export const demoPopulation: readonly PopulationEntry[] = [
  ...demoPeople.flatMap(({ personalIdentityNumber, givenName, familyName, birthDate }, place) =>
    personalIdentityNumber === undefined ? [] : [{
      personalIdentityNumber, givenName, familyName, birthDate,
      municipality: '9999', protection: 'none' as const, guardians: [], spouse: null,
      address: { street: `Torggatan ${2 + 2 * place}`, postcode: '999 01', city: 'Exempelstad' },
      ...known[personalIdentityNumber],
    }]),
  ...children,
];

/** The entry for a personal identity number (twelve digits), or undefined when the register does not know it. */
export function populationEntry(personalIdentityNumber: string): PopulationEntry | undefined {
  return demoPopulation.find((entry) => entry.personalIdentityNumber === personalIdentityNumber) ?? others.get(personalIdentityNumber);
}

const others = new Map(inventedPeople.map((entry) => [entry.personalIdentityNumber, entry]));

/** The children a person has custody of. */
export function childrenOf(personalIdentityNumber: string): readonly PopulationEntry[] {
  return demoPopulation.filter((entry) => entry.guardians.includes(personalIdentityNumber));
}

function child(number: string, givenName: string, familyName: string, guardians: readonly string[],
  address: PopulationEntry['address']): PopulationEntry {
  return {
    personalIdentityNumber: number, givenName, familyName, guardians, address,
    birthDate: `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`,
    municipality: '9999', protection: 'none', spouse: null,
  };
}
