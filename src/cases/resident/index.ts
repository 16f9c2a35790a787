/** What parties see and do: composed into the room by `cases/index.ts`. */
import { recorded } from '../../messages/index.ts';
import { fill, myPages, type Filling, type Route } from '../../platform/index.ts';
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
