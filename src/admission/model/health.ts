/**
 * Whether what the house stands on answers. The gate asks the database itself, when a visitor was left without an answer or when it has been silent for a
 * while and somebody waits for it; when that is not answered either, the database is taken to be away: visitors are told so at once, instead of waiting
 * ten seconds each for a connection, until it answers.
 */
export interface Health {
  /** how many answers the database had given when the gate asked it in vain */
  inVainAt?: number;
  /** how many it had given at the gate's last turn */
  answers: number;
  /** turns of the gate in a row with somebody waiting and no answer to anybody */
  silent: number;
}

export const well: Health = { answers: 0, silent: 0 };

/** So many turns of silence, and the gate asks: a second and a half. In turns, so that a process that was stopped for a while blames nobody for it. */
const longestSilence = 15;

/** One more turn of the gate. @param answers how many answers the database has given by now */
export function turned(health: Health, answers: number, somebodyWaits: boolean): Health {
  return { ...health, answers, silent: somebodyWaits && answers === health.answers ? health.silent + 1 : 0 };
}

/** Whether the database must be asked whether it is there. */
export function mustAsk(health: Health, answers: number): boolean {
  return health.silent >= longestSilence || isDown(health, answers);
}

/** It was asked in vain. @param before how many answers it had given then: whoever has got one since knows better */
export function askedInVain(health: Health, before: number): Health {
  return { ...health, inVainAt: before };
}

/** What was answered from memory says nothing of it: only an answer of the database does. */
export function isDown(health: Health, answers: number): boolean {
  return health.inVainAt === answers;
}
