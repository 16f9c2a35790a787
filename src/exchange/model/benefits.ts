import { slot, type House, type Uuid } from '../../platform/index.ts';

/** Those who answer, by the codes of the question. */
export const sources = {
  FK: 'Försäkringskassan', PM: 'Pensionsmyndigheten', CSN: 'CSN', AF: 'Arbetsförmedlingen', AK: 'a-kassorna', MV: 'Migrationsverket', SKV: 'Skatteverket',
} as const;
export type Source = keyof typeof sources;

/** A benefit as its payer tells of it. */
export interface Benefit {
  name: string;
  /** `YYYY-MM-DD`: what it is for */
  from?: string;
  until?: string;
  /** `YYYY-MM-DD` */
  paidDay?: string;
  amountOre?: number;
  /** the payer's word of where it stands: granted, ended … */
  state?: string;
}

/** What one of them answered: `noAnswer` is not that there is nothing. */
export interface SourceAnswer {
  source: Source;
  state: 'found' | 'nothing' | 'noAnswer';
  benefits: readonly Benefit[];
}

export interface BenefitsQuestion {
  /** twelve digits */
  number: string;
  /** `YYYY-MM-DD`, both included */
  from: string;
  until: string;
  /** of the case, so that the other end's log can be followed to ours */
  reference: string;
}

export interface BenefitsRegister {
  /** said on screen and in documents when it is not the real one */
  simulated: boolean;
  /** @throws NoAnswer */
  ask(question: BenefitsQuestion): Promise<readonly SourceAnswer[]>;
}

/** Filled by what answers about benefits: the organisation's connection, or invented answers in a demonstration. The last that gives one is used. */
export const benefitsRegister = slot<(house: House, tenant: Uuid) => Promise<BenefitsRegister | undefined>>('benefitsRegister');

/** The register an organisation asks; undefined when it has none. */
export async function benefitsRegisterOf(house: House, tenant: Uuid): Promise<BenefitsRegister | undefined> {
  for (const find of house.slots.all(benefitsRegister).toReversed()) {
    const register = await find(house, tenant);
    if (register) return register;
  }
  return undefined;
}
