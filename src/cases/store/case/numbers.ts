import { sql } from 'kysely';
import { swedishDay, type Database, type House, type Tx, type Uuid } from '../../../platform/index.ts';
import { caseNumber } from '../../model/case/case-number.ts';
import { q } from '../tables.ts';

/** Numbers a process takes at a time. What it has not used when it ends becomes a gap, which is allowed. */
const rangeSize = 50;

interface Range { next: number; end: number }

const ranges = new WeakMap<Database, Map<string, Promise<Range>>>();

/** The next case number of an authority. Unique among all processes; not without gaps, and not quite in order between processes. */
export async function nextCaseNumber(house: House, tenant: Uuid, authority: { id: Uuid; diaryPrefix: string }): Promise<string> {
  const year = Number(swedishDay(house.clock.now()).slice(0, 4));
  return caseNumber(authority.diaryPrefix, year, await nextInRange(house, tenant, authority.id, year));
}

async function nextInRange(house: House, tenant: Uuid, authority: Uuid, year: number): Promise<number> {
  const mine = ranges.get(house.db) ?? new Map<string, Promise<Range>>();
  ranges.set(house.db, mine);
  const key = `${tenant}/${authority}/${year}`;
  for (;;) {
    const taken = mine.get(key) ?? takeRange(house, tenant, authority, year);
    mine.set(key, taken);
    const range = await taken.catch((error: unknown) => {
      mine.delete(key);
      throw error;
    });
    if (range.next < range.end) return range.next++;
    // Of several that wait for the same used-up range only the first takes a new one.
    if (mine.get(key) === taken) mine.delete(key);
  }
}

/** In a transaction of its own: the range is taken whether or not the case that asked for it comes about. */
function takeRange(house: House, tenant: Uuid, authority: Uuid, year: number): Promise<Range> {
  return house.db.system(tenant, 'case-numbers', async (tx: Tx) => {
    const { next } = await tx.one(q.insertInto('cases.number_range')
      .values({ tenant_id: tenant, authority_id: authority, year, next: 1 + rangeSize })
      .onConflict((oc) => oc.columns(['tenant_id', 'authority_id', 'year'])
        .doUpdateSet({ next: sql<number>`cases.number_range.next + ${rangeSize}` }))
      .returning('next'));
    return { next: next - rangeSize, end: next };
  });
}
