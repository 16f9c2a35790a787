import { sql } from 'kysely';
import type { Tx, Uuid } from '../../platform/index.ts';
import { toSlot, type Slot } from './slots.ts';
import { q } from './tables.ts';
import { suits } from './waiting.ts';

/** A time that those who wait are to be asked of, and whether there is anyone whom it suits. */
export interface ToAsk extends Slot { wanted: boolean }

/** The next times that those who wait are to be asked of now, in order; of several who ask at once each gets others. */
export async function slotsToAsk(tx: Tx, limit: number): Promise<ToAsk[]> {
  const rows = await tx.all(q.selectFrom('booking.slot as s').selectAll('s')
    .select(({ and, eb, exists, selectFrom }) => and([
      eb('s.starts_at', '>', tx.now), eb('s.stopped_at', 'is', null), exists(selectFrom('booking.waiting as w').select('w.id').whereRef('w.tenant_id', '=', 's.tenant_id').where(suits)),
    ]).as('wanted'))
    .where('s.tenant_id', '=', tx.tenant).where('s.ask_at', '<=', tx.now).orderBy('s.starts_at').orderBy('s.id').limit(limit).forUpdate('s').skipLocked());
  return rows.map((row) => ({ ...toSlot(row), wanted: Boolean(row.wanted) }));
}

/** All who wait for these times have been asked: what is left is free to all, when it is released. */
export async function markAsked(tx: Tx, ids: readonly Uuid[]): Promise<void> {
  if (ids.length) await tx.run(q.updateTable('booking.slot').set({ ask_at: null }).where('tenant_id', '=', tx.tenant).where(sql<boolean>`id = any(${[...ids]}::uuid[])`));
}
