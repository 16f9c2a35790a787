import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Database } from './database/transaction.ts';
import type { Slots } from './slots.ts';

/** What a running process has: handed to jobs, events and requests. Wired by hand in main.ts. */
export interface House {
  db: Database;
  clock: Clock;
  slots: Slots;
  log: Logger;
  /** Addresses, issuers and outgoing channels of this installation. */
  settings: Settings;
}

export interface Settings {
  /** true in the demonstration: says so on screen, and only then may the demonstration provider be used */
  demo: boolean;
  /** scheme and port that residents see, e.g. `http://localhost:3000`; the host comes from the tenant */
  publicAddress: URL;
  /** where files of a local run lie */
  varDirectory: string;
  smtp?: string;
  mailFrom: string;
  issuers: readonly Issuer[];
  /** whose organisation answers when a host name is unknown; none: such requests are refused */
  defaultHost?: string | undefined;
}

/** A provider of sign-in that the installation trusts. */
export interface Issuer {
  issuer: string;
  clientId: string;
  privateJwk: Record<string, unknown>;
  audience: 'resident' | 'staff' | 'both';
  name: string;
}
