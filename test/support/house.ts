import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import pg from 'pg';
import { handClock } from '../../src/platform/clock.ts';
import { fillingsOf } from '../../src/platform/composition.ts';
import { openPools } from '../../src/platform/database/pools.ts';
import { Database } from '../../src/platform/database/transaction.ts';
import type { House, Settings } from '../../src/platform/house.ts';
import { Masters } from '../../src/platform/keys/key-ring.ts';
import { Keys } from '../../src/platform/keys/keys.ts';
import { openLog } from '../../src/platform/log.ts';
import type { Room } from '../../src/platform/room.ts';
import { Slots, type Filling } from '../../src/platform/slots.ts';
import { testDatabase } from './database.ts';

export interface TestHouse extends House {
  /** stands still until it is moved */
  clock: ReturnType<typeof handClock>;
  keys: Keys;
  rooms: readonly Room[];
  master: Buffer;
  /** Connection string of the owner. */
  ownerUrl: string;
  /** A statement as the owner, past row level security: to look at everything, and to tamper. */
  asOwner<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Work to be done when the test file ends, the last added first, before the house itself closes. */
  atEnd(work: () => Promise<void>): void;
}

export interface TestHouseOptions {
  rooms?: readonly Room[];
  /** fillings besides those of the rooms, for slots whose room is not part of the test */
  fills?: readonly Filling[];
  settings?: Partial<Settings>;
  /** what the clock shows at first */
  now?: Date;
  /** connections of each login role */
  poolSize?: number;
}

/**
 * A house on the test database. Call it at the top of a test file; it closes itself after the file's last test.
 * What a test makes belongs to a tenant of its own (`makeTenant`), so that files can run beside each other.
 */
export async function testHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const { rooms = [], fills = [], now = new Date('2026-11-20T09:00:00Z') } = options;
  const database = await testDatabase();
  const varDirectory = await mkdtemp(join(tmpdir(), 'sprang-var-'));
  const pools = openPools(database.url, database.master, { size: options.poolSize ?? 4 });
  const keys = new Keys(new Masters([database.master]));
  const clock = handClock(now);
  const slots = new Slots([...fillingsOf(rooms), ...fills]);
  const asOwner = ownerOf(database.url);
  const endings: (() => Promise<void>)[] = [];
  after(async () => {
    for (const end of endings.reverse()) await end();
    await pools.end();
    await asOwner.end();
    await database.stop();
    await rm(varDirectory, { recursive: true, force: true });
  });
  return {
    db: new Database(pools, keys, clock, slots), clock, keys, rooms,
    atEnd: (work) => { endings.push(work); },
    master: database.master, ownerUrl: database.url, asOwner: asOwner.query,
    slots,
    log: openLog(process.env.TEST_LOG ?? 'silent'),
    settings: {
      demo: true, publicAddress: new URL('http://localhost:3000'), varDirectory, mailFrom: 'ingen-svarar@exempel.example',
      issuers: [], ...options.settings,
    },
  };
}

function ownerOf(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c app.migrating=on' });
  // A database that is stopped while a connection is still closing says so on it: that is no fault of the test.
  pool.on('connect', (client) => { client.on('error', () => undefined); });
  pool.on('error', () => undefined);
  return {
    query: async <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => (await pool.query<Row>(sql, values)).rows,
    end: () => pool.end(),
  };
}
