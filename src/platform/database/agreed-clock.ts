import type pg from 'pg';
import type { Clock } from '../clock.ts';

/** How often the database is asked again (ms). */
const askedEvery = 10_000;

/**
 * The database's time, in every process of every host: what is let in, held and drawn follows from moments in rows, and hosts whose clocks differ by
 * minutes would else let in too many or none. Counted on from the last answer by a clock that nobody sets (`performance`), so that a step of the
 * host's own clock changes nothing. Until the database has answered it is the host's.
 */
export class AgreedClock implements Clock {
  #ahead = 0;

  /** @param own ms since 1970 as this host has it */
  constructor(readonly own: () => number = () => performance.timeOrigin + performance.now()) {}

  now(): Date {
    return new Date(this.own() + this.#ahead);
  }

  /** Goes by the database from now on, and asks it again now and then; a database that is away is asked the next time. */
  async follow(pool: pg.Pool): Promise<void> {
    // The first answer takes the time of a connection too. One that does not come is waited for once.
    for (let time = 0; time < 3 && await this.#ask(pool); time++);
    setInterval(() => void this.#ask(pool), askedEvery).unref();
  }

  /** @returns whether it answered */
  async #ask(pool: pg.Pool): Promise<boolean> {
    const asked = this.own();
    const answer = await pool.query<{ ms: number }>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms').catch(() => undefined);
    const answered = this.own();
    if (!answer) return false;
    // It was read somewhere between: nearer than that nobody knows, and a clock that trembles is worse than one that is a little off.
    const ahead = answer.rows[0]!.ms - (asked + answered) / 2;
    if (Math.abs(ahead - this.#ahead) > (answered - asked) / 2) this.#ahead = ahead;
    return true;
  }
}
