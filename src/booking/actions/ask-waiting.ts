import type { Tx, Uuid } from '../../platform/index.ts';
import { markAsked, slotsToAsk } from '../store/asking.ts';
import { takeSeat } from '../store/seats.ts';
import { offerNext } from './offer.ts';

/** Times looked at, and offers made, in one transaction. */
const [slotsAtOnce, offersAtOnce] = [100, 25];

/**
 * Offers new, released and reopened times to those who wait, in fair order, before anyone may book them: some of them. What nobody waits for is
 * free to all at once.
 * @returns how much was done; nothing when all have been asked
 */
export async function askWaiting(tx: Tx): Promise<number> {
  const slots = await slotsToAsk(tx, slotsAtOnce);
  const asked: Uuid[] = [];
  let offers = 0;
  for (const slot of slots) {
    while (slot.wanted && offers < offersAtOnce && await offerNext(tx, slot, (booking, heldUntil) => takeSeat(tx, slot, booking, heldUntil))) offers++;
    // Whoever is left of this time is asked in the next round.
    if (offers === offersAtOnce) break;
    asked.push(slot.id);
  }
  await markAsked(tx, asked);
  return slots.length;
}
