import type { Tx, Uuid } from '../../platform/index.ts';
import { toSlot, type Slot } from './slots.ts';
import { q } from './tables.ts';
import { suits } from './waiting.ts';

/** Of times that those who wait are to be asked of now, frees to all what nobody waits for, or can have. @returns how many */
export async function releaseUnwanted(tx: Tx): Promise<number> {
  return tx.run(q.updateTable('booking.slot as s').set({ ask_at: null }).where('s.tenant_id', '=', tx.tenant).where('s.ask_at', '<=', tx.now)
    .where(({ or, eb, not, exists, selectFrom }) => or([
      eb('s.starts_at', '<=', tx.now), eb('s.stopped_at', 'is not', null), not(exists(selectFrom('booking.waiting as w').select('w.id').whereRef('w.tenant_id', '=', 's.tenant_id').where(suits))),
    ])));
}

/** The first time that those who wait are to be asked of now; of several who ask at once each gets another. */
export async function nextToAsk(tx: Tx): Promise<Slot | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.slot').selectAll().where('tenant_id', '=', tx.tenant).where('ask_at', '<=', tx.now)
    .orderBy('starts_at').orderBy('id').limit(1).forUpdate().skipLocked());
  return row && toSlot(row);
}

/** All who wait for a time have been asked: what is left is free to all, when it is released. */
export async function markAsked(tx: Tx, id: Uuid): Promise<void> {
  await tx.run(q.updateTable('booking.slot').set({ ask_at: null }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}
