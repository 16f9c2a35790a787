/** Seconds between two looks at the least: one who looks so often notices a turn within twelve, jitter included. */
export const shortest = 10;
/** Looks a second that an installation answers to all who wait together. */
export const lookBudget = 4_000;

/**
 * How patient those who wait must be: one who has `wait` seconds left looks again after `wait / patience`, though never sooner than
 * `shortest`. With r let in a second and W seconds to the last, that is r·p·(1 + ln(W / (p·shortest))) looks a second in all; patience is
 * the largest p that keeps within the budget, from 8 (often) down to 1.25.
 * (wait/8 alone passes 4,000 looks a second when more than some fifty are let in each second.)
 */
export function patienceOf(waiting: number, perSecond: number, budget = lookBudget): number {
  if (waiting === 0 || perSecond === 0) return 8;
  const last = waiting / perSecond;
  for (let p = 8; p > 1.25; p -= 0.25) {
    // The rest is for the opening, and for those who come back to the page before their time.
    if (perSecond * p * (1 + Math.max(0, Math.log(last / (p * shortest)))) <= 0.6 * budget) return p;
  }
  return 1.25;
}

/**
 * Seconds until the next look, up to 15 % later by chance so that all do not look at once. While the lane stands still nobody knows how long:
 * then all who wait share the budget. `chance`: 0 … 1.
 */
export function nextLook(wait: number, patience: number, chance: number, waiting = 0): number {
  const seconds = Number.isFinite(wait) ? wait / patience : Math.max(60, 2 * waiting / lookBudget);
  return Math.max(shortest, seconds) * (1 + 0.15 * chance);
}

/** Seconds over which those who registered look for the first time after an opening. */
export function openingSpread(registered: number): number {
  return Math.max(30, registered / (0.3 * lookBudget));
}

/**
 * Seconds until the next look of one who has registered. Around the opening everyone would look at the same moment: that is spread over as long
 * as the budget takes, by chance, so that nobody gains by it. A turn waits longer than that.
 */
export function lookBeforeOpening(left: number, registered: number, chance: number): number {
  const spread = openingSpread(registered);
  return left > 2 * spread ? Math.max(spread, left / 2) * (1 + 0.15 * chance) : Math.max(0, left) + 2 + spread * chance;
}

/** Seconds until a place has its turn, at the speed of now. */
export function waitOf(ahead: number, perSecond: number): number {
  return perSecond > 0 ? ahead / perSecond : Infinity;
}

/** A time as it is told: `within` so many minutes, or `from` … `to` in minutes or hours. */
export interface HonestTime { unit: 'within' | 'minutes' | 'hours'; from: number; to: number }

/**
 * An honest time: not one minute but from–to, since some of those before one may not come and the speed may change. Rounded as people speak:
 * to five minutes up to an hour and a half, then to half hours. Nothing when nobody knows.
 */
export function honestTime(seconds: number): HonestTime | undefined {
  if (!Number.isFinite(seconds)) return undefined;
  const minutes = seconds / 60;
  const [from, to] = [Math.floor(minutes * 0.8 / 5) * 5, Math.max(5, Math.ceil(minutes * 1.25 / 5) * 5)];
  if (from === 0) return { unit: 'within', from, to };
  if (to <= 90) return { unit: 'minutes', from, to };
  return { unit: 'hours', from: Math.max(1, Math.floor(minutes * 0.8 / 30) / 2), to: Math.ceil(minutes * 1.25 / 30) / 2 };
}

/**
 * Whether what people wait for is likely to be gone before a place has its turn: those before it who come, each taking one, are as many as
 * what is left.
 * @param show the share of those called who come
 */
export function runsOutBefore(ahead: number, show: number, supply: number | null): boolean {
  return supply !== null && ahead * show >= supply;
}
