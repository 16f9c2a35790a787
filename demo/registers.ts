import type { Filling } from '../src/platform/index.ts';
import { demoBenefitsRegister } from './benefits-register.ts';
import { demoPopulationRegister } from './population-register.ts';

/** The simulated registers of the demonstration. They have no state: every process makes its own. */
export function demoRegisters(): Filling[] {
  return [demoPopulationRegister(), demoBenefitsRegister()];
}
