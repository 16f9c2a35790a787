import type { Compilable } from 'kysely';
import { tables } from '../database/query.ts';
import type { Runner } from '../database/transaction.ts';
import { uuidv7, type Uuid } from '../ids.ts';

export interface EventRecord {
  /** `room.pastTense`, e.g. `cases.submitted` */
  event: string;
  ids: Record<string, Uuid>;
}

interface OutboxTables {
  'platform.outbox': { tenant_id: string; id: string; event: string; ids: string; at: Date };
}

const q = tables<OutboxTables>();

export function recordEvents(tx: Runner, events: readonly EventRecord[]): Compilable<unknown> {
  return q.insertInto('platform.outbox').values(events.map(({ event, ids }) => ({
    tenant_id: tx.tenant, id: uuidv7(tx.now), event, ids: JSON.stringify(ids), at: tx.now,
  })));
}
