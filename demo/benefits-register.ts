import { benefitsRegister, type SourceAnswer } from '../src/exchange/index.ts';
import { fill, type Filling } from '../src/platform/index.ts';
import { demoPerson } from './people.ts';

/** What each is paid a month, in öre, and the day of the month it comes: invented. */
const paid: Readonly<Record<string, readonly { source: SourceAnswer['source']; name: string; amountOre: number; day: string }[]>> = {
  carina: [{ source: 'FK', name: 'Barnbidrag', amountOre: 132_500, day: '20' }, { source: 'FK', name: 'Bostadsbidrag', amountOre: 210_000, day: '27' }],
  david: [{ source: 'AK', name: 'Arbetslöshetsersättning', amountOre: 964_000, day: '24' }, { source: 'FK', name: 'Barnbidrag', amountOre: 132_500, day: '20' }, { source: 'SKV', name: 'Skatteåterbäring', amountOre: 183_000, day: '12' }],
};
const asked = ['FK', 'PM', 'CSN', 'AF', 'AK', 'MV', 'SKV'] as const;

/**
 * The demonstration's register of benefits: invented answers about its people, said to be simulated wherever they are shown. David is paid
 * something that stands in no application, and one payer never answers, so that both can be seen.
 */
export function demoBenefitsRegister(): Filling {
  return fill(benefitsRegister, async () => ({
    simulated: true,
    ask: async ({ number, from, until }) => asked.map((source): SourceAnswer => {
      const alias = Object.keys(paid).find((one) => demoPerson(one)?.personalIdentityNumber === number);
      const benefits = (alias ? paid[alias]! : []).filter((one) => one.source === source)
        .flatMap(({ name, amountOre, day }) => monthsOf(from, until).map((month) => ({ name, amountOre, paidDay: `${month}-${day}`, state: 'Utbetald' })))
        .filter(({ paidDay }) => paidDay >= from && paidDay <= until);
      return { source, state: source === 'MV' ? 'noAnswer' : benefits.length ? 'found' : 'nothing', benefits };
    }),
  }));
}

/** `YYYY-MM` of each month that a period touches. */
function monthsOf(from: string, until: string): string[] {
  const months: string[] = [];
  for (let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]; ;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > until.slice(0, 7)) return months;
    months.push(name);
    if (month === 12) [year, month] = [year + 1, 1]; else month += 1;
  }
}
