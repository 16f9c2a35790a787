import type { House, Uuid } from '../platform/index.ts';
import { makeLane, type NewLane } from './actions/make-lane.ts';

/** A lane for a test, on until somebody says otherwise. */
export function laneFor(house: House, tenant: Uuid, lane: Partial<NewLane> & Pick<NewLane, 'slug'>): Promise<Uuid> {
  return house.db.system(tenant, 'test', (tx) => makeLane(tx, {
    words: { sv: { name: 'Vaccination mot influensa', text: 'Tider för dig som har fyllt 65 år.' } }, kind: 'always', guards: '/prov', perMinute: 60, ...lane,
  }));
}
