import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMasterKeys } from '../config/master-keys.ts';
import type { Config } from '../config.ts';
import { Masters, type House } from '../platform/index.ts';
import { atEnd } from './endings.ts';

/** How often a file with master keys is read again (ms). Said to operators in docs/production.md. */
const interval = 30_000;

/** Where the master keys come from: the setting, or the file that the demonstration makes for itself. */
export function masterKeySource(config: Pick<Config, 'masterKeySource' | 'varDirectory'>): string {
  return config.masterKeySource ?? `file:${join(config.varDirectory, 'master.key')}`;
}

/** The master keys, newest first; the demonstration makes one the first time. */
export function findMasterKeys(config: Pick<Config, 'masterKeys' | 'masterKeySource' | 'varDirectory'>): Buffer[] {
  if (config.masterKeys.length) return [...config.masterKeys];
  const file = join(config.varDirectory, 'master.key');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  return readMasterKeys(masterKeySource(config), read);
}

/**
 * Reads a file with master keys again while the system runs, so that a key is added, and later an old one taken away, without a
 * stop. A file that cannot be read changes nothing and is told in the log.
 */
export function followMasterKeys(house: House, config: Pick<Config, 'masterKeySource' | 'varDirectory'>): void {
  const source = masterKeySource(config);
  if (!source.includes('file:')) return;
  const timer = setInterval(() => { takeMasterKeys(house, source); }, interval);
  timer.unref();
  atEnd(async () => { clearInterval(timer); });
}

/** Takes the keys that the source has now. @returns whether they were taken */
export function takeMasterKeys(house: Pick<House, 'db' | 'log'>, source: string): boolean {
  try {
    const masters = new Masters(readMasterKeys(source, read));
    if (masters.currentId !== house.db.keys.masters.currentId) house.log.info({ master: masters.currentId }, 'a new master key wraps from now on');
    house.db.keys.masters = masters;
    return true;
  } catch (error) {
    house.log.error({ reason: (error as Error).message }, 'the master keys could not be read again; those from before are kept');
    return false;
  }
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
