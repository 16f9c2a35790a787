import type { Route } from '../../../platform/index.ts';
import { letterRoutes } from './letters.tsx';
import { list } from './list.tsx';
import { proposalRoutes } from './proposal.tsx';
import { serviceRoutes } from './service.tsx';

/** Services as the organisation has them: what is in force, what comes, what differs, publishing and stopping. */
export const servicesRoutes: readonly Route[] = [list, ...proposalRoutes, ...serviceRoutes, ...letterRoutes];
