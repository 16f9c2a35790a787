import { createHash } from 'node:crypto';
import type { Tx } from '../../platform/index.ts';
import { q, touch } from '../store.ts';

/** A dated table as `catalogue/tables/` has it: an authority decides it, rules read it with lookup(). */
export interface TableFile {
  table: string;
  versions: readonly { validFrom: string; rows: readonly Record<string, unknown>[]; [fact: string]: unknown }[];
  [fact: string]: unknown;
}

/** Takes each version of a table into the organisation; one that is there to the letter is left as it is. @returns how many were new */
export async function publishTable(tx: Tx, file: TableFile): Promise<number> {
  let added = 0;
  for (const version of file.versions) {
    const { rows, validFrom, ...facts } = version;
    const { versions: _versions, ...about } = file;
    const hash = createHash('sha256').update(JSON.stringify({ ...about, ...facts, validFrom, rows })).digest('hex');
    const known = await tx.maybe(q.selectFrom('organisation.dated_table').select('id')
      .where('tenant_id', '=', tx.tenant).where('name', '=', file.table).where('hash', '=', hash));
    if (known) continue;
    await tx.run(q.insertInto('organisation.dated_table').values({
      tenant_id: tx.tenant, id: tx.id(), name: file.table, valid_from: validFrom, hash, published_at: tx.now,
      rows: JSON.stringify(rows), facts: JSON.stringify({ ...about, ...facts }),
    }));
    added += 1;
  }
  if (added) {
    tx.audit({ event: 'organisation.tablePublished', detail: { table: file.table, versions: added } });
    await touch(tx);
  }
  return added;
}
