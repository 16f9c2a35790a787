import { addDays, swedishClock, swedishDay, swedishInstant } from '../../platform/index.ts';

/** An offer made at night waits for the morning: nobody loses a time by sleeping. */
const [dayBegins, dayEnds] = ['08:00', '21:00'];
/** Least time to answer, and least time between the last answer and the visit. Minutes. */
const [leastToAnswer, leastBefore] = [30, 60];

/**
 * Until when an offered time is to be answered: so many hours, counted from the morning when it is night, and at the latest an hour
 * before it begins. Undefined when that is too short: then it is not offered, but free to all.
 */
export function answerBy(now: Date, hours: number, startsAt: Date): Date | undefined {
  const from = awake(now);
  const latest = startsAt.getTime() - leastBefore * 60_000;
  const until = Math.min(from.getTime() + hours * 3_600_000, latest);
  return until - from.getTime() >= leastToAnswer * 60_000 ? new Date(until) : undefined;
}

function awake(now: Date): Date {
  const [day, time] = [swedishDay(now), swedishClock(now)];
  if (time < dayBegins) return swedishInstant(day, dayBegins);
  return time >= dayEnds ? swedishInstant(addDays(day, 1), dayBegins) : now;
}
