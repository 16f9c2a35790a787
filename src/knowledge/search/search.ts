import { publicSearch, swedishDay, type Findable, type Language, type RequestContext } from '../../platform/index.ts';
import { listSynonyms } from '../store.ts';
import { indexOf, type Hits, type Search } from './index-of.ts';

const kept = new Map<string, { as: string; search: Search }>();
const most = 500;

/** Everything public of the organisation, from every room that has something to be found. */
export async function findables(context: RequestContext, language: Language = context.language): Promise<Findable[]> {
  const found: Findable[] = [];
  for (const find of context.house.slots.all(publicSearch)) found.push(...await find(context, language));
  return found;
}

/**
 * Searches the organisation's services, pages and units, best first. What was searched for is kept nowhere.
 * The index is made once per process, organisation and language, and anew when something public has changed or a new day has begun.
 */
export async function search(context: RequestContext, query: string): Promise<Hits> {
  const { tenant, language, now } = context;
  const key = `${tenant.id} ${language}`;
  const as = `${tenant.version} ${swedishDay(now)}`;
  const known = kept.get(key);
  if (known?.as === as) return known.search(query);
  const made = indexOf(await everything(context), await listSynonyms(context.tx), language);
  if (!known && kept.size >= most) kept.delete(kept.keys().next().value!);
  kept.set(key, { as, search: made });
  return made(query);
}

/** In another language the Swedish name still finds: it is what stands on letters and signs. */
async function everything(context: RequestContext): Promise<Findable[]> {
  const own = await findables(context);
  if (context.language === 'sv') return own;
  const swedish = new Map((await findables(context, 'sv')).map((one) => [one.path, one]));
  return own.map((one) => {
    const other = swedish.get(one.path);
    return other ? { ...one, keywords: [...one.keywords, other.title, ...other.keywords] } : one;
  });
}
