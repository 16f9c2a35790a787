import { createHash } from 'node:crypto';
import type pg from 'pg';

/** A statement as PostgreSQL gets it. */
export interface Raw {
  text: string;
  values: unknown[];
}

type Reply<R> = Pick<pg.QueryResult, 'rowCount' | 'command'> & { rows: R[] };

/**
 * One transaction's talk with PostgreSQL, in as few sendings as can be: a sending costs both sides more than most statements do.
 * What needs no answer of its own (`begin`, what row level security is told) goes with the next statement; audit, outbox and
 * commit go together. Statements are prepared once a connection.
 */
export class Conversation {
  readonly #client: pg.PoolClient;
  /** What is said with the next statement, in order. */
  #ahead: pg.QueryConfig[];
  #begun = false;
  #heard = false;
  /** whether something that must be said waits for what it will be said with */
  #owes = false;

  constructor(client: pg.PoolClient, begin: string) {
    this.#client = client;
    this.#ahead = [{ text: begin }];
  }

  /** Whether PostgreSQL has answered anything. */
  get heard(): boolean {
    return this.#heard;
  }

  /** Said before the next statement, in the same sending. If it fails, so does every statement after it: the transaction is broken. */
  sayAhead(text: string): void {
    const last = this.#ahead.at(-1);
    if (last && !last.values) last.text += `; ${text}`;
    else this.#ahead.push({ text });
  }

  /** A statement whose answer nobody needs: it goes with the next, or with the commit, and its fault is thrown there. */
  sayLater(statement: Raw): void {
    this.#ahead.push(prepared(statement));
    this.#owes = true;
  }

  async say<R>(statement: Raw): Promise<Reply<R>> {
    const [answer] = await this.#send([prepared(statement)]);
    return answer as Reply<R>;
  }

  /** Ends the transaction with these statements last in it. @throws when any failed, or an earlier one whose fault was passed over */
  async commit(last: readonly Raw[]): Promise<void> {
    if (!this.#begun && !last.length && !this.#owes) return;
    const answers = await this.#send([...last.map(prepared), { text: 'commit' }]);
    // After a failed statement that somebody caught, PostgreSQL answers a commit with a rollback, and no error.
    if (answers.at(-1)!.command !== 'COMMIT') throw new Error('a failed statement was passed over: nothing was saved');
    this.#begun = false;
  }

  /** Gives the connection back when `work` has ended; rolls back when it throws. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    let broken: Error | undefined;
    try {
      return await work();
    } catch (error) {
      if (this.#begun) await this.#client.query('rollback').catch((fault: Error) => { broken = fault; });
      // Its plans are of tables as they were: a new connection makes new ones.
      if ((error as { code?: string }).code === '0A000') broken ??= error as Error;
      throw error;
    } finally {
      this.#client.release(broken);
    }
  }

  async #send(statements: readonly pg.QueryConfig[]): Promise<Reply<unknown>[]> {
    const ahead = this.#ahead;
    this.#ahead = [];
    this.#begun = true;
    const { stream } = (this.#client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
    stream.cork();
    // Settled, and not raced: the connection is not given back while an answer is on its way.
    const answers = Promise.allSettled([...ahead, ...statements].map((one) => this.#client.query(one)));
    stream.uncork();
    const settled = await answers;
    // The first fault is the cause of those after it.
    const fault = settled.find((one) => one.status === 'rejected');
    if (fault) throw fault.reason;
    this.#heard = true;
    return settled.slice(ahead.length).map((one) => (one as PromiseFulfilledResult<Reply<unknown>>).value);
  }
}

/** Statements with other texts than these many are not prepared: lists of varying length would otherwise fill PostgreSQL's memory. */
const mostPrepared = 400;
const names = new Map<string, string>();

/**
 * Stands in a statement that must be planned each time: one that is prepared keeps the plan it got while its table was empty, until PostgreSQL has
 * gathered statistics (about a minute), and a table may fill in seconds.
 */
export const plannedAnew = '/* planned anew */';

function prepared({ text, values }: Raw): pg.QueryConfig {
  if (text.includes(plannedAnew)) return { text, values };
  const known = names.get(text);
  if (known === undefined && names.size >= mostPrepared) return { text, values };
  const name = known ?? createHash('sha256').update(text).digest('base64url').slice(0, 20);
  names.set(text, name);
  return { name, text, values };
}
