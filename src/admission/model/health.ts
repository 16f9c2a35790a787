/**
 * Whether what the house stands on answers. After five failures in a row it is taken to be away: visitors are told so at once instead of
 * waiting ten seconds each for a connection, until it answers the gate itself.
 */
export interface Health {
  failures: number;
  /** how many answers the database had given when it last failed */
  answers: number;
}

export const well: Health = { failures: 0, answers: 0 };

const failuresToBelieve = 5;

/** One more failure; the first of a row when the database has answered since the last. What was answered from memory says nothing of it. */
export function failed({ failures, answers: before }: Health, answers: number): Health {
  return { failures: before === answers ? failures + 1 : 1, answers };
}

/** @param answers how many answers the database has given by now */
export function isDown(health: Health, answers: number): boolean {
  return health.failures >= failuresToBelieve && health.answers === answers;
}
