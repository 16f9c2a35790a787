/** The front door of `continuity`: what an organisation says and does when a crisis strikes. */
import type { Room } from '../platform/index.ts';
import { residentRoutes } from './resident-routes.tsx';
import { copiesRoutes } from './staff/copies-route.tsx';
import { crisisRoutes } from './staff/crisis-routes.tsx';
import { planRoutes } from './staff/plan-routes.tsx';

export { crisisPath } from './actions/lead-crisis.ts';
export { shownFirst } from './pages/shown-first.ts';
export { saidIn, type Crisis } from './model.ts';
export { currentCrisis } from './store.ts';
export { texts as crisisTexts } from './texts.ts';

export const continuity: Room = {
  name: 'continuity',
  routes: [...residentRoutes, ...crisisRoutes, ...planRoutes, ...copiesRoutes],
  personData: { none: 'only what is told to everyone; who wrote it is a member of staff, as such' },
  retention: {
    tables: {
      'continuity.plan': 'with the organisation: a plan that is taken away is kept, as plans are official records',
      'continuity.crisis': 'with the organisation: how a crisis was led is followed up afterwards',
      'continuity.bulletin': 'with the crisis it belongs to',
    },
    run: async () => ({ destroyed: 0 }),
  },
};
