/**
 * Whether what the house stands on answers. After five failures in a row it is taken to be away: visitors are told so at once instead of
 * waiting ten seconds each for a connection, and one request each half second is let through to find out when it is back.
 */
export interface Health {
  failures: number;
  /** ms of the process; when one was last let through to try */
  triedAt: number;
}

export const well: Health = { failures: 0, triedAt: -Infinity };

const failuresToBelieve = 5;
const tryEvery = 500;

export function isDown({ failures }: Health): boolean {
  return failures >= failuresToBelieve;
}

export function failed(health: Health): Health {
  return { ...health, failures: health.failures + 1 };
}

/** Whether this request is the one that tries. */
export function mayTry({ triedAt }: Health, now: number): boolean {
  return now - triedAt >= tryEvery;
}
