import type { Tx } from '../database/transaction.ts';
import type { House } from '../house.ts';
import type { Uuid } from '../ids.ts';
import { appendHeads, headsDirectory, lastHead } from './heads.ts';
import { beginning, headOf } from './seal-format.ts';
import { headsAfter, insertBlock, lastBlock, leavesOf, lockAudit, unsealedEntries } from './store.ts';

const mostInBlock = 5_000;

/**
 * Puts the audit entries of a tenant that are in no block into blocks, each chained to the one before, and writes the
 * heads of new blocks outside the database. From then on a change is found by `verifyAudit`; before, it is not.
 * @returns how many entries were sealed
 */
export async function sealAudit(house: House, tenant: Uuid): Promise<number> {
  let sealed = 0;
  for (let count = mostInBlock; count === mostInBlock; sealed += count) {
    count = await house.db.system(tenant, 'seal audit', sealBlock);
  }
  await writeHeads(house, tenant);
  return sealed;
}

async function sealBlock(tx: Tx): Promise<number> {
  await lockAudit(tx);
  const entries = await unsealedEntries(tx, mostInBlock);
  if (!entries.length) return 0;
  const before = await lastBlock(tx);
  const block = {
    number: (before?.number ?? 0) + 1, previous: before?.head ?? beginning, entries: entries.length,
    leaves: leavesOf(tx.tenant, entries), sealed_at: tx.now,
  };
  await insertBlock(tx, { ...block, head: headOf(tx.tenant, block) }, entries.map(({ id }) => id));
  return entries.length;
}

/** After commit: a head on disk of a block that was undone would look like one that was taken away. */
async function writeHeads(house: House, tenant: Uuid): Promise<void> {
  const directory = headsDirectory(house);
  await house.db.system(tenant, 'seal audit', async (tx) => {
    await lockAudit(tx);
    const blocks = await headsAfter(tx, await lastHead(directory, tenant));
    await appendHeads(directory, tenant, blocks.map(({ number, entries, sealed_at: sealedAt, head }) => ({ number, entries, sealedAt, head })));
  });
}
