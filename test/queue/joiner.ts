/** A process that takes places as fast as it can and says the id of each when it has it: `joiner.ts <tenant> <slug>`. */
import { randomUUID } from 'node:crypto';
import { Database, Keys, Masters, asUuid, openPools, systemClock, type Uuid } from '../../src/platform/index.ts';
import { join } from '../../src/queue/index.ts';
import { findLane } from '../../src/queue/store/lanes.ts';

const [tenant, slug] = [asUuid(process.argv[2]!), process.argv[3]!];
const master = Buffer.from(process.env['JOINER_MASTER']!, 'base64');
const db = new Database(openPools(process.env['JOINER_DATABASE']!, master, { size: 2 }), new Keys(new Masters([master])), systemClock);
const lane = await db.system(tenant, 'test', async (tx) => (await findLane(tx, slug))!);

await Promise.all(Array.from({ length: 16 }, async () => {
  while (true) {
    const id = randomUUID() as Uuid;
    const number = await join({ db }, tenant, lane, { id, channel: 'web' });
    process.stdout.write(`${id} ${number}\n`);
  }
}));
