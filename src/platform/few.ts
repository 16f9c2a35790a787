import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { tables } from './database/query.ts';
import type { Database, Tx } from './database/transaction.ts';
import type { Uuid } from './ids.ts';

/** Counts how often something is done from one address, over every process and host of the organisation. @returns whether once more is within the limit */
export type Few = (at: { house: { db: Database }; tenant: { id: Uuid }; address: string; now: Date }) => Promise<boolean>;

const q = tables<{
  'platform.counting_hour': { tenant_id: string; at_hour: Date; secret: Buffer };
  'platform.counted': { tenant_id: string; at_hour: Date; name_hash: Buffer; count: number };
}>();

const hour = 3_600_000;

/**
 * A limit for what anyone may do without signing in: at most `most` times an hour, by the clock, from one address. Counted in the database, in a transaction of its
 * own, so that it holds whichever process answers and whatever becomes of the request. No address is kept: its hash has the hour's own random key, which goes with the
 * counts when the hour is over.
 * @param what names the limit: counts of different names have nothing to do with one another
 */
export function few({ what, most }: { what: string; most: number }): Few {
  return ({ house, tenant, address, now }) => house.db.system(tenant.id, 'count', async (tx) => {
    const at = new Date(Math.floor(now.getTime() / hour) * hour);
    const name = createHmac('sha256', await secretOf(tx, at)).update(`${what}\n${address}`).digest();
    const row = await tx.one(q.insertInto('platform.counted').values({ tenant_id: tx.tenant, at_hour: at, name_hash: name, count: 1 })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'at_hour', 'name_hash']).doUpdateSet({ count: sql<number>`counted.count + 1` })).returning('count'));
    return row.count <= most;
  });
}

/** The hour's key, made by whoever counts first; what was counted before is then forgotten, with its key. */
async function secretOf(tx: Tx, at: Date): Promise<Buffer> {
  const find = () => tx.maybe(q.selectFrom('platform.counting_hour').select('secret').where('tenant_id', '=', tx.tenant).where('at_hour', '=', at));
  const known = await find();
  if (known) return known.secret;
  const made = await tx.run(q.insertInto('platform.counting_hour').values({ tenant_id: tx.tenant, at_hour: at, secret: randomBytes(32) }).onConflict((conflict) => conflict.doNothing()));
  if (made) for (const table of ['platform.counted', 'platform.counting_hour'] as const) await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('at_hour', '<', at));
  return (await find())!.secret;
}
