import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './home.ts';

/** Who runs the database of a home: we, from now on, or a process that lives. */
export type Occupancy =
  | { ours: true; announce(url: string): void; leave(): void }
  | { ours: false; pid: number; url: string | undefined };

interface Note {
  pid: number;
  /** Tells a process from a later one with the same number. */
  began: string;
  url?: string;
}

/** Takes the home for this process, unless another that lives has taken it. A note left by a killed process is replaced. */
export function occupy(home: Home): Occupancy {
  const file = join(home.folder, 'running.json');
  const mine: Note = { pid: process.pid, began: beganAt(process.pid) };
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const theirs = readNote(file);
    if (theirs && isAlive(theirs)) return { ours: false, pid: theirs.pid, url: theirs.url };
    // Moved aside under a name of our own, so that of two who see the dead note only one can remove it.
    try {
      renameSync(file, `${file}.${process.pid}`);
      rmSync(`${file}.${process.pid}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return {
    ours: true,
    announce: (url) => {
      writeFileSync(`${file}.new`, JSON.stringify({ ...mine, url }), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    leave: () => rmSync(file, { force: true }),
  };
}

function readNote(file: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Note;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, began }: Note): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return beganAt(pid) === began;
}

/** Start of a process in ticks since boot, with the boot; empty where the system does not tell (not Linux). */
function beganAt(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name, in parentheses, may hold spaces; the start is the 22nd field, the 20th after the name.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return `${boot} ${fields?.[19]}`;
  } catch {
    return '';
  }
}
