import { addDuration, sameOrNextWorkday } from '../../../platform/index.ts';

/**
 * Last day to appeal a decision that was got on a day. A time that ends on a Saturday, a Sunday, another public holiday,
 * midsummer's eve, Christmas eve or New Year's eve ends the next working day (2 § lagen (1930:173) om beräkning av lagstadgad
 * tid). The authority's own closed days change nothing.
 * @param servedDay `YYYY-MM-DD`; the day itself is not counted
 * @param within ISO 8601 duration, `P3W` (44 § förvaltningslagen)
 */
export function lastAppealDay(servedDay: string, within: string): string {
  return sameOrNextWorkday(addDuration(servedDay, within));
}

/** Whether an appeal came in time. Before the person has got the decision the time has not begun, so it has. */
export function isInTime(receivedDay: string, lastDay: string | null): boolean {
  return lastDay === null || receivedDay <= lastDay;
}
