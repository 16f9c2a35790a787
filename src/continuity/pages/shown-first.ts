import { currentVersions, inLanguage } from '../../services/index.ts';
import type { Language, Tx } from '../../platform/index.ts';
import type { CrisisFacts } from '../model.ts';

/** The services that come first in a crisis, in the order that was chosen; one that is no longer offered is left out. */
export async function shownFirst(tx: Tx, { first }: Pick<CrisisFacts, 'first'>, language: Language): Promise<{ path: string; title: string; summary: string }[]> {
  if (!first.length) return [];
  const versions = new Map((await currentVersions(tx)).map((version) => [version.service, version]));
  return first.flatMap((id) => {
    const version = versions.get(id);
    if (!version || version.stopped) return [];
    const { name, summary } = inLanguage(version, language).definition;
    return [{ path: `/tjanster/${version.path}`, title: name, summary }];
  });
}
