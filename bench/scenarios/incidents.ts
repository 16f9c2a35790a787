import { abandoned } from './abandoned.ts';
import { careStarved } from './care-starved.ts';
import { cancellationsStuck } from './cancellations-stuck.ts';
import { doctolib } from './doctolib.ts';
import { doorCrowd } from './door-crowd.ts';
import { halland } from './halland.ts';
import { oneInventory } from './one-inventory.ts';
import type { Scenario } from './scenario.ts';
import { vasterbotten } from './vasterbotten.ts';
import { visits1177 } from './visits-1177.ts';

/** What happened to others and can be played again here, by the name it is played by. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  '1177-visits': visits1177,
  'massachusetts': doorCrowd,
  'doctolib': doctolib,
  'alltid-oppet': careStarved,
  'vastmanland': cancellationsStuck,
  'gavleborg': oneInventory,
  'vasterbotten': vasterbotten,
  'halland': halland,
  'aws-154': abandoned,
};

/** What cannot be played again yet, and why. */
export const notYet: Readonly<Record<string, string>> = {
  '113-13': 'who answers the telephone, and by what words, belongs to the contact centre, which is not built',
};
