/**
 * A process of a host of its own: `host.ts <join | move> <tenant> <slug> <ms that its clock is wrong>`. One that joins takes places as fast as it can and
 * says the id of each when it has it; one that moves only lets the lane go on.
 */
import { randomUUID } from 'node:crypto';
import { AgreedClock, Database, Keys, Masters, asUuid, openLog, openPools, type Uuid } from '../../src/platform/index.ts';
import { join } from '../../src/queue/actions/join.ts';
import { looksOf } from '../../src/queue/looks.ts';
import { findLane } from '../../src/queue/store/lanes.ts';

const [does, tenant, slug, wrong] = [process.argv[2], asUuid(process.argv[3]!), process.argv[4]!, Number(process.argv[5] ?? 0)];
const master = Buffer.from(process.env['HOST_MASTER']!, 'base64');
const pools = openPools(process.env['HOST_DATABASE']!, master, { size: 2 });
const clock = new AgreedClock(() => Date.now() + wrong);
await clock.follow(pools.jobs);
const db = new Database(pools, new Keys(new Masters([master])), clock);

if (does === 'move') {
  const settings = { demo: false, publicAddress: new URL('http://localhost'), varDirectory: '', mailFrom: '', issuers: [] };
  await looksOf({ db, clock, slots: db.slots, log: openLog('silent'), settings }).of(tenant);
  process.stdout.write('moves\n');
  // The lane goes on by timers that keep no process alive.
  setInterval(() => undefined, 60_000);
} else {
  const lane = await db.system(tenant, 'test', async (tx) => (await findLane(tx, slug))!);
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (true) {
      const id = randomUUID() as Uuid;
      const number = await join({ db }, tenant, lane, { id, channel: 'web' });
      process.stdout.write(`${id} ${number}\n`);
    }
  }));
}
