/** A process that lived this long (ms) was well: its death is nothing that comes again at once. */
const wellAfter = 60_000;
const first = 500;
const longest = 30_000;

/**
 * How long to wait before a process that died is replaced (ms): at once when it had lived well, then half a second, twice as
 * long for each that dies soon after another, at most half a minute. A fault that every start meets must not fill the machine.
 * @param soonDead how many have died soon, in a row
 */
export function delayOf(lived: number, soonDead: number): { delay: number; deaths: number } {
  if (lived >= wellAfter) return { delay: 0, deaths: 0 };
  return { delay: Math.min(longest, first * 2 ** soonDead), deaths: soonDead + 1 };
}
