import { findOrganisation, listUnits } from '../organisation/index.ts';
import type { Findable, Language, RequestContext } from '../platform/index.ts';
import { hoursIn } from './pages/contact.tsx';
import { plainText } from './pages/markdown.tsx';
import { listPages } from './store.ts';
import { texts } from './texts.ts';

/** Information pages as search finds them. */
export async function findablePages({ tx }: RequestContext, language: Language): Promise<Findable[]> {
  return (await listPages(tx, language)).map((page) => ({
    kind: 'page', path: `/information/${page.slug}`, title: page.title, summary: page.summary, keywords: page.keywords, needs: page.needs,
    text: plainText(page.body),
  }));
}

/** Units as search finds them: with the number and hours already in the result. */
export async function findableUnits({ tx }: RequestContext, language: Language): Promise<Findable[]> {
  const organisation = await findOrganisation(tx);
  if (!organisation) return [];
  return (await listUnits(tx)).map((unit) => ({
    kind: 'unit', path: `/kontakt#${unit.slug}`, title: unit.name,
    summary: texts(language, 'contact.summary', { phone: unit.phone, hours: hoursIn(organisation, unit.facts.hours, language) }),
    keywords: [unit.facts.shortName ?? '', texts(language, 'contact.keywords')], text: unit.facts.visit?.name ?? '',
  }));
}
