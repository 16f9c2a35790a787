import { benchForm, compileForm, validate } from '../../src/forms/index.ts';
import { amountOf, median, type Outcome } from '../result.ts';

/** Validation of a compiled definition of 500 questions, all asked and answered. */
export async function validation(): Promise<Outcome[]> {
  const { definition, answers } = benchForm(500);
  const compiled = compileForm(definition);
  if (!compiled.ok) throw new Error('the form of the bench does not compile');
  const context = { today: '2026-11-20', language: 'sv' as const };
  const once = () => {
    const before = process.cpuUsage();
    const found = validate(compiled.form, answers, context);
    const { user, system } = process.cpuUsage(before);
    if (!found.ok) throw new Error(`the answers of the bench do not hold: ${JSON.stringify(found.faults[0])}`);
    return user + system;
  };
  const first = once();
  for (let round = 0; round < 300; round++) once();
  const middle = median(Array.from({ length: 301 }, once));
  return [amountOf('validation of 500 questions', middle / 1000, 2, 'ms', { cpu: { node: middle }, notes: [`the first time, before anything is compiled by V8: ${(first / 1000).toFixed(1)} ms`] })];
}
