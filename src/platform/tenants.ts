import type { House } from './house.ts';
import type { Uuid } from './ids.ts';
import { slot } from './slots.ts';

/** organisation: every tenant of the installation. For work that is done in each of them: jobs, retention, key rotation. */
export const tenantList = slot<(house: Pick<House, 'db'>) => Promise<readonly Uuid[]>>('tenantList');
