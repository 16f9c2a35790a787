/** How far a lane has come, and what its speed is held back by. */
export interface Inlet {
  /** places before this have had their turn */
  admittedTo: number;
  tickedAt: Date;
  /** part of a place left over from the last tick: 0 … 1 */
  carry: number;
  /** the share of the set speed that the services behind bear: 0.05 … 1 */
  ease: number;
  /** the share of those called who come: 0.3 … 1 */
  show: number;
}

/** However long nobody ticked, no more than this is made up for (s): one tick that was missed. Who was away must not become a rush. */
const most = 2;
const slowest = 0.05;

/**
 * Lets in those whose turn it has become since the last tick. The same tick asked for twice lets in nobody twice, and one with a clock
 * behind lets in nobody: what is let in in all is never more than the speed times the time.
 * @param perMinute people who should come in, a minute; as some do not come, more are called
 * @param pressed whether the services behind refuse visitors now: then the speed is cut by a third, and comes back by a twentieth a second
 */
export function tick(inlet: Inlet, lane: { perMinute: number; count: number; stopped: boolean }, now: Date, pressed: boolean): Inlet {
  const seconds = Math.max(0, (now.getTime() - inlet.tickedAt.getTime()) / 1000);
  if (seconds === 0) return inlet;
  const passed = Math.min(seconds, most);
  const ease = pressed ? Math.max(slowest, inlet.ease * 0.67 ** passed) : Math.min(1, inlet.ease + 0.05 * passed);
  const waiting = lane.count - inlet.admittedTo;
  if (lane.stopped || waiting <= 0) return { ...inlet, tickedAt: now, ease, carry: 0 };
  const due = inlet.carry + callsPerSecond({ ...inlet, ease }, lane.perMinute) * passed;
  const calls = Math.min(waiting, Math.floor(due));
  return { ...inlet, admittedTo: inlet.admittedTo + calls, tickedAt: now, ease, carry: calls === waiting ? 0 : due - calls };
}

/** Places called a second, so that as many come as should. */
export function callsPerSecond({ ease, show }: Pick<Inlet, 'ease' | 'show'>, perMinute: number): number {
  return perMinute * ease / 60 / show;
}

/**
 * The share of those called who come, from those whose time to come has ended. Begins as if eight had been called and come, so that the
 * first to stay away does not turn the lane into a flood.
 */
export function showOf(called: number, came: number): number {
  return Math.min(1, Math.max(0.3, (came + 8) / (called + 8)));
}
