import { fetchPage } from '../browser.ts';
import { amountOf, type Outcome } from '../result.ts';
import type { Stage } from '../stage.ts';

/** What a resident's browser fetches, as sent: the heaviest page with all it needs the first time, and alone after that. */
export async function weight(stage: Stage): Promise<Outcome[]> {
  const { id, headers } = await stage.town.resident('Våg');
  const draft = await stage.town.draft(id);
  const questions = stage.town.version.compiled.folder.definition.pages.map((page) => `/ansokan/${draft.id}/sida/${page.id}`);
  const paths = ['/', '/tjanster', '/tjanster/fardtjanst', '/mina-sidor', '/tjanster/fardtjanst/borja', ...questions, `/ansokan/${draft.id}/granska`];
  const parts = new Map<string, number>();
  const strangers = new Set<string>();
  const pages: { path: string; page: number; first: number }[] = [];
  for (const path of paths) {
    const page = await fetchPage(stage.port, path, headers);
    if (page.status !== 200) continue;
    const links = [...page.text.matchAll(/<(?:link|script|img|source|iframe)\b[^>]*?\b(?:href|src)="([^"]+)"/g)].map(([, to]) => to!.replaceAll('&amp;', '&')).filter((to) => !to.startsWith('data:'));
    for (const to of links.filter((one) => /^([a-z]+:)?\/\//.test(one))) strangers.add(to);
    let assets = 0;
    for (const to of new Set(links.filter((one) => one.startsWith('/')))) {
      if (!parts.has(to)) {
        const asset = await fetchPage(stage.port, to, headers);
        for (const [, inside] of asset.text.matchAll(/url\(["']?(https?:[^)"']+)/g)) strangers.add(inside!);
        parts.set(to, asset.bytes.length);
      }
      assets += parts.get(to)!;
    }
    pages.push({ path: path.replace(draft.id, ':id'), page: page.bytes.length, first: page.bytes.length + assets });
  }
  const heaviest = pages.toSorted((a, b) => b.page - a.page)[0]!;
  const first = pages.toSorted((a, b) => b.first - a.first)[0]!;
  return [
    amountOf('page weight, first time', first.first / 1000, 60, 'kB', { notes: [`${pages.length} pages; heaviest ${first.path}`] }),
    amountOf('page weight, after', heaviest.page / 1000, 15, 'kB', { notes: [`heaviest ${heaviest.path}`] }),
    amountOf('fetched from third parties', strangers.size, 0, 'addresses', { notes: [...strangers] }),
  ];
}
