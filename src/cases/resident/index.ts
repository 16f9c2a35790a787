/** What parties see and do: composed into the room by `cases/index.ts`. */
import { recorded } from '../../messages/index.ts';
import { fill, myPages, type Filling, type Job, type Route } from '../../platform/index.ts';
import { remindPermits } from '../actions/remind-permits.ts';
import { caseRoutes } from './case-routes.tsx';
import { conversationRoutes } from './conversation-routes.tsx';
import { decisionRoutes } from './decision-routes.tsx';
import { myCases } from './my-pages.tsx';
import { readLogRoutes } from './read-log-routes.tsx';
import { registerMessage } from './recorded.ts';
import { requestRoutes } from './request-routes.tsx';

export { residentEvents } from './events.ts';
export const residentRoutes: readonly Route[] = [...caseRoutes, ...conversationRoutes, ...requestRoutes, ...decisionRoutes, ...readLogRoutes];
export const residentFills: readonly Filling[] = [fill(recorded, registerMessage), fill(myPages, myCases)];
/** Early in the morning, so that a reminder comes on its day. */
export const residentJobs: readonly Job[] = [
  { name: 'cases-remind-permits', cron: '10 4 * * *', run: async (house, tenant) => { await house.db.system(tenant, 'reminders', remindPermits); } },
];
