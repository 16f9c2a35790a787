/** The front door of `portal`: start page, services by need, My pages. Only composition: it keeps nothing and decides nothing. */
import type { Room } from '../platform/index.ts';
import { routes } from './routes.tsx';

export const portal: Room = {
  name: 'portal',
  routes,
  personData: { none: 'only composition: keeps nothing' },
  retention: { none: 'only composition: keeps nothing' },
};
