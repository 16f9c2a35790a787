import { admission } from './admission/index.ts';
import { booking } from './booking/index.ts';
import { cases } from './cases/index.ts';
import { classification } from './classification/index.ts';
import { continuity } from './continuity/index.ts';
import { exchange } from './exchange/index.ts';
import { forms } from './forms/index.ts';
import { identity } from './identity/index.ts';
import { knowledge } from './knowledge/index.ts';
import { messages } from './messages/index.ts';
import { organisation } from './organisation/index.ts';
import { payments } from './payments/index.ts';
import { portal } from './portal/index.ts';
import { queue } from './queue/index.ts';
import { records } from './records/index.ts';
import { services } from './services/index.ts';
import { AgreedClock, Database, Keys, Masters, Slots, fillingsOf, openLog, openPools, platform, type Filling, type House, type Pools, type Room } from './platform/index.ts';
import type { Config } from './config.ts';

/** The rooms that are built, lower ones first. The one place where the house is put together. */
export const rooms: readonly Room[] = [
  platform,
  organisation,
  classification,
  admission,
  identity,
  forms,
  messages,
  knowledge,
  queue,
  booking,
  services,
  cases,
  records,
  payments,
  exchange,
  continuity,
  portal,
];

export interface OpenHouse {
  house: House;
  /** the house's: follow the database with it before anything is done */
  clock: AgreedClock;
  pools: Pools;
  keys: Keys;
}

/** Wires a house by hand: pools, keys, clock, what the rooms fill in. Nothing listens and nothing runs yet. */
export function openHouse(url: string, masters: Masters, config: Config, extra: readonly Filling[] = []): OpenHouse {
  const pools = openPools(url, masters.oldest);
  const keys = new Keys(masters);
  const slots = new Slots([...fillingsOf(rooms), ...extra]);
  const clock = new AgreedClock();
  const house: House = {
    db: new Database(pools, keys, clock, slots),
    clock,
    slots,
    log: openLog(config.logLevel),
    settings: config,
  };
  return { house, clock, pools, keys };
}
