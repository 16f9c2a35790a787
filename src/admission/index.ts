/** The front door of `admission`: who comes in first when not all can, and whether the house is pressed. */
import { admissionGate, classPass, fill, type House, type Room } from '../platform/index.ts';
import { AdaptiveGate } from './gate.ts';
import { staffPass } from './pass.ts';

export { urgencyOf, type Urgency } from './model/classify.ts';
export { isStaff, passCookie } from './pass.ts';

const gates = new WeakMap<House['db'], AdaptiveGate>();

/** Whether visitors of this process are refused now, or were within the last three seconds. */
export function pressed(house: Pick<House, 'db'>): boolean {
  return gates.get(house.db)?.pressed ?? false;
}

export const admission: Room = {
  name: 'admission',
  fills: [
    fill(admissionGate, (house, routes) => {
      const gate = new AdaptiveGate(house, routes);
      gates.set(house.db, gate);
      return gate;
    }),
    fill(classPass, staffPass),
  ],
  personData: { none: 'a class of requests, and counts' },
  retention: { none: 'nothing is stored' },
};
