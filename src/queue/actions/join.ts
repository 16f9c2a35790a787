import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { House, Tx, Uuid } from '../../platform/index.ts';
import { grown, leafOf } from '../model/mountain.ts';
import type { Channel, Lane } from '../model/lane.ts';
import { contactPlace, insertPlaces, lockListFor, type Contact, type NewPlace } from '../store/places.ts';
import { keyOfLane } from '../store/lane-keys.ts';

export interface Wish {
  /** made by whoever joins: the same again is the same place */
  id: Uuid;
  channel: Channel;
  contact?: Contact;
}

interface Waiting { wish: Wish; tell(number: number): void; fail(error: unknown): void }
interface Batch { waiting: Waiting[]; running: boolean }

const batches = new WeakMap<House['db'], Map<Uuid, Batch>>();
/** Places made in one transaction: more would hold the lane's list longer than a commit takes anyway. */
const most = 500;
/** How long others are waited for (ms). */
const gathered = 5;
/** A process that is held up with the lane's list in its hands loses it after so long (ms): others who join wait for nobody longer. */
const mostHeld = 3_000;

/**
 * Gives a place, and promises it is kept when it answers. Those who join while others are being written wait for each other and are
 * written together, so that a rush costs one lock and one commit for hundreds. Numbers follow each other without gaps, also when a
 * process is killed: those of a batch are taken in the transaction that keeps them.
 * @returns the number of the place: the one they had, where the id has one
 */
export function join(house: Pick<House, 'db'>, tenant: Uuid, lane: Pick<Lane, 'id' | 'authorityId'>, wish: Wish): Promise<number> {
  const lanes = batches.get(house.db) ?? new Map<Uuid, Batch>();
  batches.set(house.db, lanes);
  const batch = lanes.get(lane.id) ?? { waiting: [], running: false };
  lanes.set(lane.id, batch);
  return new Promise((tell, fail) => {
    batch.waiting.push({ wish, tell, fail });
    if (!batch.running) void write(house, tenant, lane, batch).finally(() => { if (!batch.waiting.length) lanes.delete(lane.id); });
  });
}

async function write(house: Pick<House, 'db'>, tenant: Uuid, lane: Pick<Lane, 'id' | 'authorityId'>, batch: Batch): Promise<void> {
  batch.running = true;
  while (batch.waiting.length) {
    // Nobody notices it, and in a rush it is the difference between ten and a hundred who share a transaction.
    await sleep(gathered);
    const now = batch.waiting.splice(0, most);
    try {
      const attempt = () => house.db.system(tenant, 'queue', (tx) => give(tx, lane, now.map(({ wish }) => wish)));
      const numbers = await attempt().catch((error: unknown) => {
        // Somebody joined with the same id by another process while the lock was waited for: then it is seen the second time.
        if ((error as { code?: string }).code !== '23505') throw error;
        return attempt();
      });
      for (const { wish, tell } of now) tell(numbers.get(wish.id)!);
    } catch (error) {
      for (const { fail } of now) fail(error);
    }
  }
  batch.running = false;
}

/** Places for these, in the order they came. */
async function give(tx: Tx, lane: Pick<Lane, 'id' | 'authorityId'>, wishes: readonly Wish[]): Promise<Map<string, number>> {
  tx.within(mostHeld);
  const { list, numbers } = await lockListFor(tx, lane.id, wishes.map(({ id }) => id));
  const places: NewPlace[] = [];
  for (const { id, channel, contact } of wishes) {
    if (numbers.has(id)) continue;
    const number = list.count + places.length;
    numbers.set(id, number);
    places.push({ id, number, channel, contact: contact ? await tx.sealJson(await keyOfLane(tx, lane.id), contactPlace(id), contact) : null });
  }
  if (!places.length) return numbers;
  await insertPlaces(tx, lane.id, lane.authorityId, places, grown(list, places.map(({ id }) => leafOf(id))));
  return numbers;
}

/**
 * The id of a person's place: from the person and the lane's own key, so that one person has one place and the id says nothing of whose.
 * @param again how many of theirs are spent: one who missed their turn may stand last
 */
export function placeIdOf(personKey: Buffer, person: Uuid, again = 0): Uuid {
  const bytes = createHmac('sha256', personKey).update(`${person} ${again}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as Uuid;
}
