import { endLane, makeLane, waitable, type Waitable } from '../../queue/index.ts';
import type { House, Tx, Uuid } from '../../platform/index.ts';
import { texts } from '../texts.ts';

/** What a waiting room can stand before. */
export async function waitables(house: Pick<House, 'slots'>, tx: Tx): Promise<Waitable[]> {
  const found: Waitable[] = [];
  for (const of of house.slots.all(waitable)) found.push(...await of(tx));
  return found;
}

/**
 * Sets up a waiting room before each address: unnoticed until more come than the services bear, and then everyone gets an honest place.
 * @returns the slugs of those that were made
 */
export async function makeCrisisLanes(tx: Tx, before: readonly Waitable[], perMinute: number, by: Uuid): Promise<string[]> {
  const slugs: string[] = [];
  for (const { guards, leadsTo, label } of before) {
    const slug = `kris-${tx.id().replaceAll('-', '').slice(-12)}`;
    const words = (language: 'sv' | 'sv-simple' | 'en') => ({ name: label, text: texts(language, 'lane.text') });
    await makeLane(tx, { slug, kind: 'ordinary', guards, leadsTo, perMinute, staffId: by, words: { 'sv': words('sv'), 'sv-simple': words('sv-simple'), 'en': words('en') } });
    slugs.push(slug);
  }
  return slugs;
}

/** Ends the waiting rooms that a crisis set up: who waits is let in. */
export async function endCrisisLanes(tx: Tx, slugs: readonly string[], by: Uuid): Promise<void> {
  for (const slug of slugs) await endLane(tx, slug, by);
}
