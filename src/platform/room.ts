import type { RoomName } from '../architecture.ts';
import type { Tx } from './database/transaction.ts';
import type { Uuid } from './ids.ts';
import type { Route } from './routes/route.ts';
import type { Filling } from './slots.ts';
import type { House } from './house.ts';

/** What happened, as a handler gets it: after commit, at least once, so a handler must bear being called twice. */
export interface DomainEvent {
  id: Uuid;
  tenant: Uuid;
  event: string;
  ids: Record<string, Uuid>;
  at: Date;
}

export type EventHandler = (house: House, event: DomainEvent) => Promise<void>;

/** Work on a clock, in each tenant. Shallow: it calls an action that also works without a queue. */
export interface Job {
  name: string;
  /** crontab pattern, UTC */
  cron: string;
  run(house: House, tenant: Uuid): Promise<void>;
}

/** What a room keeps about people. The test over the catalog fails for a column with a person or a ciphertext that no room claims. */
export type PersonData =
  | { none: string }
  | {
    /** `schema.table.column` of every column that holds a person or a ciphertext */
    columns: readonly string[];
    /** All the room knows about a person, readable, for a register extract. */
    export(tx: Tx, person: Uuid): Promise<Record<string, unknown>>;
    /** Erases what may be erased now; says what is kept and on what ground. */
    erase(tx: Tx, person: Uuid): Promise<{ erased: number; kept: { what: string; ground: string }[] }>;
  };

/** When what a room keeps is destroyed. Every table of the room is named, with its rule in words. */
export type Retention =
  | { none: string }
  | {
    tables: Readonly<Record<string, string>>;
    /** Destroys what is due, with proof in the audit. Run daily in each tenant. */
    run(tx: Tx): Promise<{ destroyed: number }>;
  };

/** A capability with one front door. `sprang.ts` collects the rooms; nothing else reaches into them. */
export interface Room {
  name: RoomName;
  routes?: readonly Route[];
  fills?: readonly Filling[];
  events?: Readonly<Record<string, EventHandler>>;
  jobs?: readonly Job[];
  personData: PersonData;
  retention: Retention;
}
