/** What a class of information demands. Pure: a table and its consequences; the rooms above enforce it while running. */
import type { Room } from '../platform/index.ts';

export { demands, readingRule, strictest, type Consequence, type Demands, type InformationClass } from './model.ts';

export const classification: Room = {
  name: 'classification',
  personData: { none: 'pure: keeps nothing' },
  retention: { none: 'pure: keeps nothing' },
};
