import { fill, type Filling } from '../src/platform/index.ts';
import { populationRegister } from '../src/identity/index.ts';
import { childrenOf, populationEntry } from './population.ts';

/** The demonstration's population register: invented people, said to be simulated wherever what it tells is shown. */
export function demoPopulationRegister(): Filling {
  return fill(populationRegister, async () => ({
    simulated: true,
    find: async (number) => populationEntry(number),
    childrenOf: async (number) => childrenOf(number),
  }));
}
