import { callerRoutes } from './caller-routes.tsx';
import { laneRoutes } from './lane-routes.tsx';
import { listRoutes } from './list-routes.tsx';

/** Everything that staff do with lanes. */
export const staffRoutes = [...listRoutes, ...laneRoutes, ...callerRoutes];
