import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type Config } from '../config.ts';
import { ConfigProblem, Masters, migrate, startEmbedded, type Filling } from '../platform/index.ts';
import { findMasterKeys } from '../main/master-keys.ts';
import { openHouse, type OpenHouse } from '../sprang.ts';

/** An installation opened for one command. */
export interface Installation extends OpenHouse {
  config: Config;
  url: string;
  masters: Masters;
  /** names of the migrations that were run now */
  migrated: readonly string[];
  close(): Promise<void>;
}

/** Opens the same installation as the server does: its database (joining a running one), keys and demonstration register. */
export async function openForCommand(_needs: 'database'): Promise<Installation> {
  const config = { ...readConfig(process.env), logLevel: 'warn' as const };
  if (!config.databaseUrl && !existsSync(config.varDirectory)) {
    throw new ConfigProblem('SPRANG_VAR', `ingen installation finns i ${config.varDirectory}`, 'Starta en gång med npm start, eller ange SPRANG_VAR eller DATABASE_URL');
  }
  const embedded = config.databaseUrl ? undefined
    : await startEmbedded({ directory: join(config.varDirectory, 'database'), log: (message) => { console.error(message); }, join: true });
  const url = config.databaseUrl ?? embedded!.url;
  const masters = new Masters(findMasterKeys(config));
  const migrated = await migrate(url, masters.oldest);
  const fills: Filling[] = config.demo ? (await import('../../demo/registers.ts')).demoRegisters() : [];
  const open = openHouse(url, masters, config, fills);
  await open.clock.follow(open.pools.jobs);
  return {
    ...open, config, url, masters, migrated,
    close: async () => {
      await open.pools.end();
      await embedded?.stop();
    },
  };
}
