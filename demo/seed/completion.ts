import type { RequestWish } from '../../src/cases/index.ts';
import type { ServiceVersion } from '../../src/services/index.ts';

/** The first thing of a service's checklist, as it is asked for. */
export function completionOf(version: ServiceVersion): RequestWish['content']['items'] {
  const checklist = version.compiled.folder.inquiry?.completion ?? [];
  return checklist.slice(0, 1).map(({ id, ask }) => ({ id, text: ask }));
}
