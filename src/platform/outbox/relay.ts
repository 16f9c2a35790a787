import type { Pool } from 'pg';
import type { Uuid } from '../ids.ts';
import type { DomainEvent, Room } from '../room.ts';
import { receivers } from './deliver.ts';
import { addJobs, type QueuedJob } from './queue.ts';
import { takeEvents, tenantsWithEvents } from './store.ts';

const batch = 500;

/**
 * Moves what waits in the outboxes to the job queue. Each batch is taken out and queued in one transaction of the relay's
 * own role: a process that dies here loses nothing and doubles nothing.
 * @returns how many events were moved
 */
export async function relayEvents(
  relay: Pool, schema: string, rooms: readonly Room[], wanted: (tenant: Uuid) => boolean,
): Promise<number> {
  const client = await relay.connect();
  let broken: Error | undefined;
  try {
    let moved = 0;
    for (const tenant of (await tenantsWithEvents(client)).filter(wanted)) {
      await client.query('begin');
      const events = await takeEvents(client, tenant, batch);
      await addJobs(client, schema, events.flatMap((event) => jobsFor(rooms, event)));
      await client.query('commit');
      moved += events.length;
    }
    return moved;
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => { broken = fault; });
    throw error;
  } finally {
    client.release(broken);
  }
}

function jobsFor(rooms: readonly Room[], event: DomainEvent): QueuedJob[] {
  return receivers(rooms, event.event).map(({ name }) => ({
    identifier: 'event', payload: { room: name, event: { ...event, at: event.at.toISOString() } },
  }));
}
