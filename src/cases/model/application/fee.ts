import { addDuration } from '../../../platform/index.ts';

/** A fee as it is decided; öre. */
export interface DecidedFee {
  /** what is to be paid */
  amountOre: number;
  /** what the tariff says, before anything is taken off */
  fullOre: number;
  /** started times that the decision is late; 0 when it is not */
  late: number;
  /** the section that takes it off, when it is known */
  law?: string;
  /** the questions that may say who pays, the first that is answered; the applicant when none is */
  payer?: readonly string[];
}

export interface LateRule {
  /** the time whose start takes something off: `P1W` */
  lessEach: string;
  /** of the whole fee, each time: 0.2 */
  share: number;
}

/**
 * What is left of a fee when the authority is late: a share of the whole for each time that has started after the last day, and never
 * below nothing (for building permits a fifth a week, 12 kap. 8 a § plan- och bygglagen as it stood before 1 December 2025).
 * Days are `YYYY-MM-DD`.
 */
export function feeWhenLate(fullOre: number, lastDay: string | null, decidedDay: string, rule: LateRule | undefined): { amountOre: number; late: number } {
  if (!rule || lastDay === null || decidedDay <= lastDay) return { amountOre: fullOre, late: 0 };
  let late = 0;
  for (let day = lastDay; day < decidedDay && late < 1_000; late++) day = addDuration(day, rule.lessEach);
  return { amountOre: Math.max(0, fullOre - Math.round(Math.min(1, late * rule.share) * fullOre)), late };
}
