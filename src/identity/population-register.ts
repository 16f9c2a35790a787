import { slot } from '../platform/index.ts';

/** What the population register tells of a person. The demonstration fills this with invented people; Navet comes as an adapter. */
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
}

export interface PopulationRegister {
  /** Said on screen and in documents when the register is not the real one. */
  simulated: boolean;
  find(personalIdentityNumber: string): Promise<RegisterEntry | undefined>;
  /** Children in the custody of a person. */
  childrenOf(personalIdentityNumber: string): Promise<readonly RegisterEntry[]>;
}

/** Filled by an adapter; an installation without one knows only what the e-ID tells. */
export const populationRegister = slot<PopulationRegister>('populationRegister');
