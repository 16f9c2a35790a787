import { randomBytes } from 'node:crypto';
import { uuidv7, type Uuid } from '../../src/platform/ids.ts';
import type { TestHouse } from './house.ts';

export interface TestTenant {
  id: Uuid;
  /** a host name of its own; nothing resolves it, the test client sends it as Host */
  host: string;
}

/** A tenant of the test's own, with keys and nothing else. */
export async function makeTenant(house: TestHouse): Promise<TestTenant> {
  const tenant = { id: uuidv7(house.clock.now()), host: `t-${randomBytes(6).toString('hex')}.localhost` };
  await house.db.system(tenant.id, 'test', (tx) => tx.createTenantKeys());
  return tenant;
}
