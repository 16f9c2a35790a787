import { shares, type RequestClass } from './classify.ts';

/** How many requests may be worked on at once, and what it was learnt from. */
export interface Limit {
  /** requests at once; a fraction is kept so that small steps add up */
  most: number;
}

export const bounds = { least: 6, first: 24, most: 200 };

/** What was seen since the limit was last set. */
export interface Seen {
  /** requests that ended */
  ended: number;
  /** the mean of (time at rest / time now) over them: 1 when nothing waits for anything, 0.5 when all takes twice as long */
  gradient: number;
  /** the most that were worked on at once */
  peak: number;
  /** how late the process itself was (ms): what no request's own time tells, since they had not begun */
  lag: number;
}

/** So much slower than at rest is allowed before the limit goes down. */
const tolerance = 2;

/**
 * The limit from what was seen: a gradient, as TCP Vegas finds the size of its window and Netflix's concurrency-limits theirs. When requests
 * take more than twice their time at rest they wait for something: fewer at once then take as little time in all. A limit that is not
 * used is neither raised, so that a rush does not find it wide open, nor lowered, since what is slow then is slow for other reasons.
 */
export function nextLimit({ most }: Limit, { ended, gradient, peak, lag }: Seen): Limit {
  if (ended === 0 || peak < most / 2) return { most };
  const room = Math.sqrt(most);
  const aimed = most * Math.max(0.5, Math.min(1, gradient * tolerance)) * (lag > 150 ? 0.8 : 1) + (lag > 150 ? 0 : room);
  const smoothed = most + 0.2 * (aimed - most);
  return { most: Math.min(bounds.most, Math.max(bounds.least, smoothed)) };
}

/**
 * The time that a kind of request takes at rest: the least that was seen, forgotten slowly and only while the house is at rest, or the
 * rush itself would become the measure.
 */
export function nextRest(rest: number | undefined, took: number, atRest: boolean): number {
  if (rest === undefined || took < rest) return took;
  return atRest ? rest + (took - rest) * 0.02 : rest;
}

/**
 * How many end in a second when all hands are full: the last moments weigh most. While there is room it is not learnt what could be done, and
 * what was known holds: else a quiet minute would have the first of a crowd turned away.
 */
export function nextSpeed(speed: number, { most }: Limit, { peak, endedPerSecond }: { peak: number; endedPerSecond: number }): number {
  return peak < most * shares.normal ? speed : speed + 0.2 * (endedPerSecond - speed);
}

/**
 * How many of a class may wait: as many as end within a second, since few mind a second and nobody likes to be turned away (Little's law);
 * some at least, when it is not known how fast it goes. Staff are all but never refused.
 */
export function mostWaiting(speed: number, of: RequestClass): number {
  return Math.max(bounds.first, speed) * (of === 'critical' ? 4 : 1);
}
