import type { Findable, Language, RequestContext } from '../platform/index.ts';
import { texts } from './texts.ts';
import { currentVersions, inLanguage } from './versions.ts';

/** The organisation's services as search and the start page find them. */
export async function findableServices({ tx }: RequestContext, language: Language): Promise<Findable[]> {
  return (await currentVersions(tx)).map((version) => {
    const { definition } = inLanguage(version, language);
    const { start } = definition;
    return {
      kind: 'service', path: `/tjanster/${version.path}`, title: definition.name,
      summary: version.stopped ? texts(language, 'service.stoppedShort') : definition.summary, keywords: definition.keywords,
      needs: [definition.need, ...(definition.alsoNeeds ?? [])],
      text: [start.who, start.time, start.decided, ...start.bring.map(({ sv }) => sv), ...start.notThis.map(({ sv }) => sv)].join(' '),
    };
  });
}
