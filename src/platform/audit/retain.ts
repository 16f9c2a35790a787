import { addDuration, endOfSwedishDay, swedishDay } from '../clock.ts';
import type { Tx } from '../database/transaction.ts';
import { redactBefore } from './store.ts';

/**
 * How long an entry can be read: what is tried as gross breach of data secrecy lapses after ten years (brottsbalken 4:9 c
 * and 35:1), and access to care records must be kept at least five (HSLF-FS 2016:40, 4 kap. 9 §).
 */
const keptYears = 10;

/** Blocks sealed before this moment have expired. */
export function auditExpiry(now: Date): Date {
  const day = swedishDay(now);
  const year = Number(day.slice(0, 4)) - keptYears;
  return endOfSwedishDay(addDuration(`${year}-${day.slice(5, 7)}-01`, `P${Number(day.slice(8)) - 1}D`));
}

/** Takes out the content of expired entries; the chain still verifies. @returns how many */
export async function redactAudit(tx: Tx): Promise<number> {
  return redactBefore(tx, auditExpiry(tx.now));
}
