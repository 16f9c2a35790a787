import type { Room } from '../platform/index.ts';

/** The room as the house sees it: only a library. Whoever keeps answers answers for them. */
export const forms: Room = {
  name: 'forms',
  personData: { none: 'The engine is pure: answers pass through it and are kept by the rooms that call it.' },
  retention: { none: 'Nothing is stored.' },
};
