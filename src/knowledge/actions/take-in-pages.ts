import { touch } from '../../organisation/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { PageFile } from '../page-file.ts';
import { q } from '../store.ts';

/**
 * Makes the organisation's information pages and synonyms those of the files: new ones are added, changed ones replaced,
 * and what no file names is taken away. What is the same is left untouched, so that nothing is rendered anew for no reason.
 * @returns how many rows were written or taken away
 */
export async function takeInPages(tx: Tx, pages: readonly PageFile[], synonyms: readonly (readonly string[])[]): Promise<number> {
  const changed = await takeIn(tx, pages) + await takeInSynonyms(tx, synonyms);
  if (changed) {
    tx.audit({ event: 'knowledge.pagesTakenIn', detail: { pages: pages.length, synonyms: synonyms.length, changed } });
    await touch(tx);
  }
  return changed;
}

async function takeIn(tx: Tx, pages: readonly PageFile[]): Promise<number> {
  const before = await tx.all(q.selectFrom('knowledge.page').selectAll().where('tenant_id', '=', tx.tenant));
  const key = (page: { slug: string; language: string }) => `${page.slug} ${page.language}`;
  let changed = 0;
  for (const page of pages) {
    const row = {
      slug: page.slug, language: page.language, title: page.title, summary: page.summary, body: page.body,
      keywords: [...page.keywords], needs: [...page.needs], reviewed_on: page.reviewedOn ?? null,
    };
    const known = before.find((one) => key(one) === key(page));
    if (known && Object.entries(row).every(([name, value]) => JSON.stringify(known[name as keyof typeof known]) === JSON.stringify(value))) continue;
    changed += known
      ? await tx.run(q.updateTable('knowledge.page').set({ ...row, changed_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', known.id))
      : await tx.run(q.insertInto('knowledge.page').values({ tenant_id: tx.tenant, id: tx.id(), changed_at: tx.now, ...row }));
  }
  for (const gone of before.filter((one) => !pages.some((page) => key(page) === key(one)))) {
    changed += await tx.run(q.deleteFrom('knowledge.page').where('tenant_id', '=', tx.tenant).where('id', '=', gone.id));
  }
  return changed;
}

async function takeInSynonyms(tx: Tx, groups: readonly (readonly string[])[]): Promise<number> {
  const before = await tx.all(q.selectFrom('knowledge.synonym').select(['id', 'words']).where('tenant_id', '=', tx.tenant));
  const same = (one: readonly string[], other: readonly string[]) => one.join('\n') === other.join('\n');
  let changed = 0;
  for (const gone of before.filter(({ words }) => !groups.some((group) => same(group, words)))) {
    changed += await tx.run(q.deleteFrom('knowledge.synonym').where('tenant_id', '=', tx.tenant).where('id', '=', gone.id));
  }
  for (const group of groups.filter((one) => !before.some(({ words }) => same(one, words)))) {
    changed += await tx.run(q.insertInto('knowledge.synonym').values({ tenant_id: tx.tenant, id: tx.id(), words: [...group] }));
  }
  return changed;
}
