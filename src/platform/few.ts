import { createHmac, randomBytes } from 'node:crypto';

/** Counts how often something is done from one address in this process. @returns whether once more is within the limit */
export type Few = (address: string, now: Date) => boolean;

/**
 * A limit for what anyone may do without signing in: at most `most` times in `minutes` minutes from one address. Counts in memory by
 * a hash with a key that the process makes for itself, so that no address is kept and nothing can be told of it afterwards. Every
 * process counts on its own.
 */
export function few({ most, minutes }: { most: number; minutes: number }): Few {
  const key = randomBytes(32);
  const counted = new Map<string, { count: number; until: number }>();
  return (address, now) => {
    if (counted.size > 10_000) for (const [name, { until }] of counted) if (until <= now.getTime()) counted.delete(name);
    const name = createHmac('sha256', key).update(address).digest('base64');
    const before = counted.get(name);
    const running = before && before.until > now.getTime() ? before : { count: 0, until: now.getTime() + minutes * 60_000 };
    counted.set(name, { ...running, count: running.count + 1 });
    return running.count < most;
  };
}
