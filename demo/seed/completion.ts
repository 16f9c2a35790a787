import type { RequestWish } from '../../src/cases/index.ts';
import type { ServiceVersion } from '../../src/services/index.ts';

/** The first two things of a service's checklist, as they are asked for. */
export function completionOf(version: ServiceVersion): RequestWish['content']['items'] {
  const checklist = version.compiled.folder.inquiry?.completion ?? [];
  return checklist.slice(0, 2).map(({ id, ask }) => ({ id, text: ask }));
}
