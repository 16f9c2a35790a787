import type { House } from '../house.ts';
import { asUuid, type Uuid } from '../ids.ts';
import type { Room } from '../room.ts';
import { deliver, receivers } from './deliver.ts';
import { takeEvents } from './store.ts';

const batch = 100;

/**
 * Handles the events that wait in the outboxes of these tenants, and those they lead to, now and in this process: for the
 * command line, and for tests. What a relay has taken already is left to its worker.
 * @returns how many events were handled
 * @throws what a handler throws; its batch is then still in the outbox
 */
export async function drain(house: House, rooms: readonly Room[], tenants: readonly Uuid[]): Promise<number> {
  let handled = 0;
  for (const tenant of tenants) {
    for (let taken = await drainBatch(house, rooms, tenant); taken > 0; taken = await drainBatch(house, rooms, tenant)) {
      handled += taken;
    }
  }
  return handled;
}

async function drainBatch(house: House, rooms: readonly Room[], tenant: Uuid): Promise<number> {
  const client = await house.db.pools.jobs.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; set local app.tenant = '${asUuid(tenant)}'`);
    const events = await takeEvents(client, tenant, batch);
    for (const event of events) {
      for (const room of receivers(rooms, event.event)) await deliver(house, rooms, room.name, event);
    }
    await client.query('commit');
    return events.length;
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => { broken = fault; });
    throw error;
  } finally {
    client.release(broken);
  }
}
