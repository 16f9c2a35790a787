import type { Tx } from '../../platform/index.ts';
import { takeSeat } from '../store/seats.ts';
import { markAsked, nextToAsk, releaseUnwanted } from '../store/asking.ts';
import { offerNext } from './offer.ts';

/** Offers made in one transaction. */
const atOnce = 25;

/**
 * Offers new, released and reopened times to those who wait, in fair order, before anyone may book them: one time, or some seats of it. What
 * nobody waits for is free to all at once.
 * @returns how much was done; nothing when all have been asked
 */
export async function askWaiting(tx: Tx): Promise<number> {
  const unwanted = await releaseUnwanted(tx);
  const slot = await nextToAsk(tx);
  if (!slot) return unwanted;
  for (let made = 0; made < atOnce; made++) {
    if (await offerNext(tx, slot, (booking, heldUntil) => takeSeat(tx, slot, booking, heldUntil))) continue;
    await markAsked(tx, slot.id);
    break;
  }
  return 1;
}
