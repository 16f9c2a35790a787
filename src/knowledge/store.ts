import { asUuid, tables, type Language, type Runner, type Uuid } from '../platform/index.ts';

interface Tables {
  'knowledge.page': {
    tenant_id: string; id: string; slug: string; language: Language; title: string; summary: string; body: string;
    keywords: string[]; needs: string[]; reviewed_on: string | null; changed_at: Date;
  };
  'knowledge.synonym': { tenant_id: string; id: string; words: string[] };
  'knowledge.feedback': {
    tenant_id: string; id: string; about: 'accessibility'; key_id: string; content_cipher: Buffer; left_at: Date;
    settled_at: Date | null; settled_by: string | null;
  };
}

/** The builder over this room's tables; used by the actions of the room. */
export const q = tables<Tables>();

/** An information page in one language. */
export interface InformationPage {
  id: Uuid;
  slug: string;
  language: Language;
  title: string;
  summary: string;
  /** markdown */
  body: string;
  keywords: readonly string[];
  needs: readonly string[];
  /** `YYYY-MM-DD`: when someone last read it through and found it right */
  reviewedOn?: string;
}

/** The pages of the organisation in a language, those that lack it in Swedish, by title. */
export async function listPages(tx: Runner, language: Language): Promise<InformationPage[]> {
  const rows = await tx.all(q.selectFrom('knowledge.page').selectAll()
    .where('tenant_id', '=', tx.tenant).where('language', 'in', [language, 'sv']).orderBy('title').limit(5_000));
  const translated = new Set(rows.filter((row) => row.language === language).map((row) => row.slug));
  return rows.filter((row) => row.language === language || !translated.has(row.slug)).map((row) => ({
    id: asUuid(row.id), slug: row.slug, language: row.language, title: row.title, summary: row.summary, body: row.body,
    keywords: row.keywords, needs: row.needs, ...(row.reviewed_on && { reviewedOn: row.reviewed_on }),
  }));
}

/** A page by its address, in the language or else in Swedish. */
export async function findPage(tx: Runner, slug: string, language: Language): Promise<InformationPage | undefined> {
  return (await listPages(tx, language)).find((page) => page.slug === slug);
}

/** Groups of words that mean the same to the one who searches. */
export async function listSynonyms(tx: Runner): Promise<string[][]> {
  const rows = await tx.all(q.selectFrom('knowledge.synonym').select('words').where('tenant_id', '=', tx.tenant).limit(5_000));
  return rows.map(({ words }) => words);
}
