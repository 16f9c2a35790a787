import { readFileSync, readdirSync } from 'node:fs';
import type pg from 'pg';

/** CPU that PostgreSQL has used so far, µs: the server, its helpers, every connection, also those that have ended. */
export type PostgresCpu = () => number;

/** Ticks of /proc in a second: a constant of Linux' interface to programs on every machine Node runs on. */
const ticks = 100;

/** Undefined where there is no /proc: then PostgreSQL's part cannot be told apart from others'. */
export async function postgresCpu(database: pg.Pool): Promise<PostgresCpu | undefined> {
  const { rows } = await database.query<{ pid: number }>('select pg_backend_pid() as pid');
  const own = statOf(rows[0]!.pid);
  if (!own) return undefined;
  const postmaster = own.parent;
  return () => {
    const used = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).reduce((sum, name) => {
      const stat = statOf(Number(name));
      if (!stat) return sum;
      // The time of a connection that has ended is counted by the one that waited for it.
      if (Number(name) === postmaster) return sum + stat.own + stat.ended;
      return stat.parent === postmaster ? sum + stat.own : sum;
    }, 0);
    return used * (1_000_000 / ticks);
  };
}

/** CPU that a process of others' making has used so far, µs: 0 where it cannot be seen. */
export function cpuOf(pid: number): number {
  return (statOf(pid)?.own ?? 0) * (1_000_000 / ticks);
}

function statOf(pid: number): { parent: number; own: number; ended: number } | undefined {
  try {
    // After the name, which may hold spaces: state, parent, …; numbered from 3 in proc(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    const field = (number: number) => Number(fields[number - 3]);
    return { parent: field(4), own: field(14) + field(15), ended: field(16) + field(17) };
  } catch {
    return undefined;
  }
}
