import type { House, Tx, Uuid } from '../../platform/index.ts';

/**
 * Work of any size, in transactions of a bounded one: what a step has done stays done whatever becomes of the next, and nothing is kept in memory
 * between them. Begun again after a fault it goes on where it was.
 * @param step does some, and answers how much: nothing when there is no more to do
 * @returns how much was done
 */
export async function inBatches(house: House, tenant: Uuid, name: string, step: (tx: Tx) => Promise<number>): Promise<number> {
  let done = 0;
  for (;;) {
    const some = await house.db.system(tenant, name, step);
    if (!some) return done;
    done += some;
  }
}
