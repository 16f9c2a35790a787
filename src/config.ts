import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readIssuers } from './config/issuers.ts';
import { readMasterKeys } from './config/master-keys.ts';
import {
  readChoice, readDatabaseUrl, readHost, readMail, readNetworks, readNumber, readPublicAddress, type ReadFile,
} from './config/readers.ts';
import { ConfigProblem, type Settings } from './platform/index.ts';

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** Everything that can be set from outside, read once at start-up. `docs/configuration.md` explains each variable. */
export interface Config extends Settings {
  /** TCP port for visitors. */
  port: number;
  /** The owner's connection; undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  /** Processes that answer visitors. */
  workers: number;
  /** Addresses or networks (CIDR) whose X-Forwarded-* headers are believed. */
  trustedProxy: readonly string[];
  /** 32 bytes each, newest first. Empty only in the demonstration, which keeps one of its own in `varDirectory`. */
  masterKeys: readonly Buffer[];
  /** What the keys came from, for `readMasterKeys` to read again when a key is rotated while the system runs. */
  masterKeySource: string | undefined;
  /** TCP port for Prometheus, on 127.0.0.1 only; undefined: none. */
  metricsPort: number | undefined;
  /** Host name whose organisation answers when a host is unknown; undefined: such requests are refused. */
  defaultHost: string | undefined;
  logLevel: (typeof logLevels)[number];
}

/** Every variable that is read, in the order of the documentation. */
export const variables = [
  'PORT', 'SPRANG_VAR', 'SPRANG_DEMO', 'DATABASE_URL', 'SPRANG_WORKERS', 'SPRANG_PUBLIC_ADDRESS', 'SPRANG_TRUSTED_PROXY',
  'SPRANG_OIDC_ISSUERS', 'SPRANG_SMTP', 'SPRANG_MAIL_FROM', 'SPRANG_MASTER_KEY', 'SPRANG_METRICS_PORT',
  'SPRANG_DEFAULT_HOST', 'SPRANG_LOG', 'NODE_ENV',
] as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings. Changes nothing, and reads only the files that a setting names.
 * @throws ConfigProblem naming the variable, its value (unless secret) and what it should look like
 */
export function readConfig(env: Environment, readFile: ReadFile = (path) => readFileSync(path, 'utf8')): Config {
  refuseUnknown(env);
  const read = (name: (typeof variables)[number]) => env[name]?.trim() || undefined;
  const port = readNumber('PORT', read('PORT'), 1, 65535) ?? 3000;
  const databaseUrl = readDatabaseUrl(read('DATABASE_URL'));
  const demo = readDemo(read('SPRANG_DEMO'), { database: databaseUrl !== undefined, production: read('NODE_ENV') === 'production' });
  const publicAddress = readPublicAddress(read('SPRANG_PUBLIC_ADDRESS'), demo ? `http://localhost:${port}` : undefined);
  const masterKeySource = read('SPRANG_MASTER_KEY');
  if (!masterKeySource && !demo) {
    throw new ConfigProblem('SPRANG_MASTER_KEY', 'saknas',
      'Skapa en nyckel med "openssl rand -base64 32" och ange den, eller file:/sökväg till en fil med den');
  }
  return {
    port,
    varDirectory: resolve(read('SPRANG_VAR') ?? 'var'),
    demo,
    databaseUrl,
    workers: readNumber('SPRANG_WORKERS', read('SPRANG_WORKERS'), 1, 64) ?? 1,
    publicAddress,
    trustedProxy: readNetworks(read('SPRANG_TRUSTED_PROXY')),
    issuers: readIssuers(read('SPRANG_OIDC_ISSUERS'), readFile),
    ...readMail(read('SPRANG_SMTP'), read('SPRANG_MAIL_FROM'), publicAddress.hostname),
    masterKeys: masterKeySource ? readMasterKeys(masterKeySource, readFile) : [],
    masterKeySource,
    metricsPort: readNumber('SPRANG_METRICS_PORT', read('SPRANG_METRICS_PORT'), 1, 65535),
    defaultHost: readHost(read('SPRANG_DEFAULT_HOST')),
    logLevel: readChoice('SPRANG_LOG', read('SPRANG_LOG'), logLevels) ?? 'info',
  };
}

/** A misspelt setting would otherwise be a setting silently left at its default. */
function refuseUnknown(env: Environment): void {
  const unknown = Object.keys(env).find((name) => name.startsWith('SPRANG_') && !(variables as readonly string[]).includes(name));
  if (unknown) {
    const known = variables.filter((name) => name.startsWith('SPRANG_')).join(', ');
    throw new ConfigProblem(unknown, 'är ingen inställning', `Ta bort den, eller välj bland ${known}`);
  }
}

/** On by itself only when there is no database of one's own: demonstration people must never meet real ones. */
function readDemo(value: string | undefined, { database, production }: { database: boolean; production: boolean }): boolean {
  const choice = readChoice('SPRANG_DEMO', value, ['on', 'off']);
  if (choice === 'on' && production) {
    throw new ConfigProblem('SPRANG_DEMO', '"on" låter vem som helst logga in som vem som helst, och NODE_ENV är "production"', 'Sätt SPRANG_DEMO till off');
  }
  return choice ? choice === 'on' : !database && !production;
}
