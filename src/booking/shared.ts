/** Askers of one thing within a second who each get an answer of their own; those beyond them share one. */
const few = 5;
/** How old a shared answer may be. Milliseconds. */
const oldest = 1_000;
/** Things remembered. */
const most = 500;

interface Asked<T> {
  /** when the second began in which they are counted, and how many have asked in it */
  since: number;
  count: number;
  answer?: { value: Promise<T>; at: number };
}

/**
 * What a crowd asks, and is the same for all who ask it. When few ask, each gets it as it is; of more than five a second the others get what one of
 * them got, at most a second old. What is taken on the ground of it is judged anew by who takes it.
 */
export class Shared<T> {
  readonly #asked = new Map<string, Asked<T>>();

  constructor(readonly clock: () => number = () => performance.now()) {}

  /** @param ask the way to the answer; what it throws reaches all who share it, and is not remembered */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    const now = this.clock();
    const asked = this.#of(key, now);
    asked.count += 1;
    if (asked.count > few && asked.answer && now - asked.answer.at < oldest) return asked.answer.value;
    const value = ask();
    const answer = { value, at: now };
    asked.answer = answer;
    value.catch(() => { if (asked.answer === answer) delete asked.answer; });
    return value;
  }

  #of(key: string, now: number): Asked<T> {
    const known = this.#asked.get(key);
    if (known) {
      if (now - known.since >= oldest) Object.assign(known, { since: now, count: known.count > few ? few : 0 });
      return known;
    }
    if (this.#asked.size >= most) this.#asked.delete(this.#asked.keys().next().value!);
    const made = { since: now, count: 0 };
    this.#asked.set(key, made);
    return made;
  }
}
