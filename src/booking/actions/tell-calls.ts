import { addDays, swedishDay, type Tx } from '../../platform/index.ts';
import { callsToTell, markTold } from '../store/calls.ts';
import { tell } from './confirm.ts';

/** Days before the window of a call opens that its person is told. */
const toldDaysBefore = 7;

/** Tells those who have been called to come, in time to choose a day; each once. @returns how many now: at most a thousand, the rest the next time */
export async function tellCalls(tx: Tx): Promise<number> {
  const calls = await callsToTell(tx, addDays(swedishDay(tx.now), toldDaysBefore), 1_000);
  for (const call of calls) await tell(tx, call, `called/${call.id}`, 'reminder');
  await markTold(tx, calls.map(({ id }) => id));
  return calls.length;
}
