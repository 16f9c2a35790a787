/** Minutes to wait after each failed attempt; the last is the end. In all about three days, so that a weekend's fault is outlived. */
const waits = [1, 2, 5, 15, 30, 60, 120, 240, 480, 720, 720, 1440, 1440] as const;

/** When to try again after a number of failed attempts; undefined when it is for a person to look. */
export function nextAttempt(failed: number, now: Date): Date | undefined {
  const minutes = waits[failed - 1];
  return minutes === undefined ? undefined : new Date(now.getTime() + minutes * 60_000);
}
