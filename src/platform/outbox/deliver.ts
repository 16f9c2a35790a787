import type { House } from '../house.ts';
import type { DomainEvent, Room } from '../room.ts';

/** The rooms that want an event. */
export function receivers(rooms: readonly Room[], event: string): Room[] {
  return rooms.filter((room) => room.events?.[event] !== undefined);
}

/** Hands an event to one room. @throws what its handler throws; a room that no longer wants it is passed over */
export async function deliver(house: House, rooms: readonly Room[], to: string, event: DomainEvent): Promise<void> {
  const room = rooms.find(({ name }) => name === to);
  await room?.events?.[event.event]?.(house, event);
}
