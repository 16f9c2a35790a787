/** The front door of `booking`: places, times and who has them; waiting lists, visits and what came of them. */
import { fill, myPages, type Room } from '../platform/index.ts';
import { jobs, timeFreed } from './jobs.ts';
import { personData, retention } from './personal.ts';
import { freeTimesRoutes } from './resident/free-times-routes.tsx';
import { holdRoutes } from './resident/hold-routes.tsx';
import { myTimes, myTimesRoutes } from './resident/my-times-routes.tsx';

export { attachCase, confirmTime, timeHeldFor, timeOfDraft, type HeldTime } from './actions/time-of-draft.ts';
export { type Confirmed } from './actions/confirm.ts';
export { bookables, type Bookable, type Bookables, type Kind, type OutcomeField, type OutcomeRule, type Stop, type VisitFacts } from './bookable.ts';

export const booking: Room = {
  name: 'booking',
  routes: [...freeTimesRoutes, ...holdRoutes, ...myTimesRoutes],
  fills: [fill(myPages, myTimes)],
  events: { 'booking.freed': timeFreed },
  jobs,
  personData,
  retention,
};
