import type { ClientBase } from 'pg';
import { asUuid, type Uuid } from '../ids.ts';
import type { DomainEvent } from '../room.ts';

interface OutboxRow {
  id: string;
  event: string;
  ids: Record<string, Uuid>;
  at: Date;
}

/** Which tenants have events waiting. Only the relay may ask across tenants. */
export async function tenantsWithEvents(client: ClientBase): Promise<Uuid[]> {
  const { rows } = await client.query<{ tenant_id: string }>('select distinct tenant_id from platform.outbox limit 200');
  return rows.map(({ tenant_id: tenant }) => asUuid(tenant));
}

/**
 * Takes up to `most` events of a tenant out of the outbox, oldest first, in the transaction of the caller: they are back
 * if it does not commit. What another process is taking is left to it.
 */
export async function takeEvents(client: ClientBase, tenant: Uuid, most: number): Promise<DomainEvent[]> {
  const { rows } = await client.query<OutboxRow>(`
    delete from platform.outbox where tenant_id = $1 and id in (
      select id from platform.outbox where tenant_id = $1 order by id limit $2 for update skip locked)
    returning id, event, ids, at`, [tenant, most]);
  return rows.map(({ id, event, ids, at }) => ({ id: asUuid(id), tenant, event, ids, at }))
    .sort((a, b) => a.id < b.id ? -1 : 1);
}
