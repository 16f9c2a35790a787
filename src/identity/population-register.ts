import { slot, type House, type Uuid } from '../platform/index.ts';

/** What the population register tells of a person. The demonstration fills this with invented people; `exchange` asks Navet. */
export interface RegisterEntry {
  /** twelve digits */
  personalIdentityNumber: string;
  givenName: string;
  familyName: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
  /** municipality code, four digits */
  municipality: string;
  /**
   * `marked`: confidentiality marking (sekretessmarkering); `protected`: protected registration (skyddad folkbokföring, FOL 16 §),
   * where the register itself holds no true address
   */
  protection: 'none' | 'marked' | 'protected';
  /** null when the register does not give it out */
  address: { street: string; postcode: string; city: string } | null;
  /** personal identity numbers of those with custody; empty for adults */
  guardians: readonly string[];
  /** `YYYY-MM-DD` when the person has died */
  deceasedDay?: string;
  /** the number that was asked for, when the person has got another since */
  formerNumber?: string;
}

export interface PopulationRegister {
  /** Said on screen and in documents when the register is not the real one. */
  simulated: boolean;
  find(personalIdentityNumber: string): Promise<RegisterEntry | undefined>;
  /** Children in the custody of a person. */
  childrenOf(personalIdentityNumber: string): Promise<readonly RegisterEntry[]>;
}

/**
 * Filled by adapters: the register of an organisation, or undefined when it has none. The last filling that gives one is used. An
 * organisation without knows only what the e-ID tells.
 */
export const populationRegister = slot<(house: House, tenant: Uuid) => Promise<PopulationRegister | undefined>>('populationRegister');

/** The population register that an organisation is connected to. */
export async function registerOf(house: House, tenant: Uuid): Promise<PopulationRegister | undefined> {
  for (const find of house.slots.all(populationRegister).toReversed()) {
    const register = await find(house, tenant);
    if (register) return register;
  }
  return undefined;
}
