/** The front door of `queue`: waiting rooms, their places, draws, turns and passes. */
import { doorKeeper, fill, guard, type Room } from '../platform/index.ts';
import { keepDoor } from './door.ts';
import { demandPass } from './guard.ts';
import { jobs } from './jobs.ts';
import { personData, retention } from './personal.ts';
import { laneRoutes } from './resident/lane-routes.tsx';
import { placeRoutes } from './resident/place-routes.tsx';
import { staffRoutes } from './staff/routes.ts';

export { makeLane, type NewLane } from './actions/make-lane.ts';
export { join, type Wish } from './actions/join.ts';
export { endLane } from './actions/step.ts';
export { waitable, type Waitable } from './slots.ts';
export { recount, placeInRecord, type RecordPart } from './actions/record-of.ts';
export type { Lane, LaneWords } from './model/lane.ts';

export const queue: Room = {
  name: 'queue',
  routes: [...laneRoutes, ...placeRoutes, ...staffRoutes],
  fills: [fill(doorKeeper, keepDoor), fill(guard, demandPass)],
  jobs,
  personData,
  retention,
};
