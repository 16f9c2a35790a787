import type { House } from '../house.ts';
import type { Uuid } from '../ids.ts';
import type { Room } from '../room.ts';

/** What is done on a clock in each tenant: the jobs of the rooms, and the daily retention of each. */
export interface ScheduledWork {
  /** `room/name` */
  name: string;
  /** crontab pattern, UTC */
  cron: string;
  run(house: House, tenant: Uuid): Promise<void>;
}

/** At night in Sweden, and not on the hour, when others' work begins. */
const retentionTime = '23 1 * * *';

export function scheduledWork(rooms: readonly Room[]): ScheduledWork[] {
  return rooms.flatMap((room) => [
    ...(room.jobs ?? []).map((job) => ({ ...job, name: `${room.name}/${job.name}`, run: job.run.bind(job) })),
    ...('run' in room.retention ? [{
      name: `${room.name}/retention`, cron: retentionTime,
      run: async (house: House, tenant: Uuid) => { await runRetention(house, room, tenant); },
    }] : []),
  ]);
}

/** Destroys what is due in a room and tenant, all or nothing. @returns how much was destroyed */
export async function runRetention(house: House, room: Room, tenant: Uuid): Promise<number> {
  const { retention } = room;
  if (!('run' in retention)) return 0;
  return house.db.system(tenant, 'retention', async (tx) => {
    const { destroyed } = await retention.run(tx);
    if (destroyed) tx.audit({ event: 'platform.retention', detail: { room: room.name, destroyed } });
    return destroyed;
  });
}
