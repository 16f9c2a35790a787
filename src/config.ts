import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readMasterKeys } from './config/master-keys.ts';
import { ConfigProblem } from './platform/index.ts';

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const oidcIssuer = z.strictObject({
  /** Address of the provider; its configuration is found below it. */
  issuer: z.url({ protocol: /^https$/ }),
  clientId: z.string().min(1),
  /** File with our private key as JWK or PEM: we prove who we are by signing, never by a shared secret. */
  keyFile: z.string().min(1),
  /** Who signs in there. */
  audience: z.enum(['resident', 'staff']),
  /** What the button says. */
  name: z.string().min(1),
});

/** An OpenID provider that people sign in at. */
export type OidcIssuer = z.infer<typeof oidcIssuer>;

/** Everything that can be set from outside, read once at start-up. `docs/configuration.md` explains each variable. */
export interface Config {
  /** TCP port for visitors. */
  port: number;
  /** Folder for what this machine keeps: embedded database, generated keys. Absolute. */
  directory: string;
  /** Demonstration data and the demonstration's own sign-in. When false neither can be reached in any way. */
  demo: boolean;
  /** The owner's connection; undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  /** Processes that answer visitors. */
  workers: number;
  /** What visitors write in the address field for the default organisation: scheme, host and port only. */
  publicAddress: string;
  /** Addresses or networks (CIDR) whose X-Forwarded-* headers are believed. */
  trustedProxy: readonly string[];
  oidcIssuers: readonly OidcIssuer[];
  /** Mail server as `smtp(s)://user:password@host:port`; undefined: e-mail is written to the log's place instead of sent. */
  smtp: { url: string; from: string } | undefined;
  /** 32 bytes each, newest first. Empty only in the demonstration, which keeps one of its own in `directory`. */
  masterKeys: readonly Buffer[];
  /** The setting the keys came from, to read again when a key is rotated while running. */
  masterKeySource: string | undefined;
  /** TCP port for Prometheus, on 127.0.0.1 only; undefined: none. */
  metricsPort: number | undefined;
  /** Host name whose organisation answers when a host is unknown; undefined: such requests are refused. */
  defaultHost: string | undefined;
  logLevel: (typeof levels)[number];
}

/** Every variable that is read, in the order of the documentation. */
export const variables = [
  'PORT', 'SPRANG_VAR', 'SPRANG_DEMO', 'DATABASE_URL', 'SPRANG_WORKERS', 'SPRANG_PUBLIC_ADDRESS', 'SPRANG_TRUSTED_PROXY',
  'SPRANG_OIDC_ISSUERS', 'SPRANG_SMTP', 'SPRANG_MAIL_FROM', 'SPRANG_MASTER_KEY', 'SPRANG_METRICS_PORT',
  'SPRANG_DEFAULT_HOST', 'SPRANG_LOG', 'NODE_ENV',
] as const;

type Variable = (typeof variables)[number];
export type Environment = Partial<Record<string, string>>;
type ReadFile = (path: string) => string;

/**
 * Reads the settings. Changes nothing, and reads only the files that a setting names.
 * @throws ConfigProblem naming the variable, its value (unless secret) and what it should look like
 */
export function readConfig(env: Environment, readFile: ReadFile = (path) => readFileSync(path, 'utf8')): Config {
  refuseUnknown(env);
  const read = (name: Variable) => env[name]?.trim() || undefined;
  const port = readNumber('PORT', read('PORT'), 1, 65535) ?? 3000;
  const databaseUrl = readDatabaseUrl(read('DATABASE_URL'));
  const demo = readDemo(read('SPRANG_DEMO'), { database: databaseUrl !== undefined, production: read('NODE_ENV') === 'production' });
  const masterKeySource = read('SPRANG_MASTER_KEY');
  if (!masterKeySource && !demo) {
    throw new ConfigProblem('SPRANG_MASTER_KEY', 'is missing',
      'Make a key with "openssl rand -base64 32" and give it, or file:/path to a file that holds it');
  }
  return {
    port,
    directory: resolve(read('SPRANG_VAR') ?? 'var'),
    demo,
    databaseUrl,
    workers: readNumber('SPRANG_WORKERS', read('SPRANG_WORKERS'), 1, 64) ?? 1,
    publicAddress: readPublicAddress(read('SPRANG_PUBLIC_ADDRESS'), demo ? `http://localhost:${port}` : undefined),
    trustedProxy: readNetworks(read('SPRANG_TRUSTED_PROXY')),
    oidcIssuers: readIssuers(read('SPRANG_OIDC_ISSUERS'), readFile),
    smtp: readSmtp(read('SPRANG_SMTP'), read('SPRANG_MAIL_FROM')),
    masterKeys: masterKeySource ? readMasterKeys(masterKeySource, readFile) : [],
    masterKeySource,
    metricsPort: readNumber('SPRANG_METRICS_PORT', read('SPRANG_METRICS_PORT'), 1, 65535),
    defaultHost: readHost(read('SPRANG_DEFAULT_HOST')),
    logLevel: readChoice('SPRANG_LOG', read('SPRANG_LOG'), levels) ?? 'info',
  };
}

/** A misspelt setting would otherwise be a setting silently left at its default. */
function refuseUnknown(env: Environment): void {
  const unknown = Object.keys(env).find((name) => name.startsWith('SPRANG_') && !(variables as readonly string[]).includes(name));
  if (unknown) {
    const known = variables.filter((name) => name.startsWith('SPRANG_')).join(', ');
    throw new ConfigProblem(unknown, 'is not a setting', `Remove it, or choose among ${known}`);
  }
}

function readNumber(name: Variable, value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new ConfigProblem(name, `"${value}" is not a number that can be used`, `Give a whole number from ${least} to ${most}`);
}

function readChoice<Choice extends string>(name: Variable, value: string | undefined, choices: readonly Choice[]): Choice | undefined {
  const choice = choices.find((known) => known === value);
  if (value === undefined || choice) return choice;
  throw new ConfigProblem(name, `"${value}" is not among the choices`, `Choose ${choices.join(', ')}`);
}

/** On by itself only when there is no database of one's own: demonstration people must never meet real ones. */
function readDemo(value: string | undefined, { database, production }: { database: boolean; production: boolean }): boolean {
  const choice = readChoice('SPRANG_DEMO', value, ['on', 'off']);
  if (choice === 'on' && production) {
    throw new ConfigProblem('SPRANG_DEMO', '"on" lets anyone sign in as anyone, and NODE_ENV is "production"',
      'Set SPRANG_DEMO to off');
  }
  return choice ? choice === 'on' : !database && !production;
}

function readDatabaseUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^postgres(ql)?:$/.test(url.protocol) && url.hostname && url.pathname.length > 1) return value;
  // Not quoted: it holds a password.
  throw new ConfigProblem('DATABASE_URL', 'is not the address of a database', 'Write postgresql://user:password@host:5432/database');
}

function readPublicAddress(value: string | undefined, otherwise: string | undefined): string {
  if (value === undefined && otherwise) return otherwise;
  const remedy = 'Write it as https://e-tjanster.exempelkommun.se, without a path (http only for localhost)';
  if (value === undefined) throw new ConfigProblem('SPRANG_PUBLIC_ADDRESS', 'is missing', remedy);
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const local = url?.protocol === 'http:' && /^(.+\.)?localhost$|^127\.0\.0\.1$/.test(url.hostname);
  if (url && (url.protocol === 'https:' || local) && url.pathname === '/' && !url.search && !url.username) return url.origin;
  throw new ConfigProblem('SPRANG_PUBLIC_ADDRESS', `"${value}" cannot be used`, remedy);
}

function readNetworks(value: string | undefined): string[] {
  return split(value).map((network) => {
    const [address = '', bits, ...rest] = network.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))) return network;
    throw new ConfigProblem('SPRANG_TRUSTED_PROXY', `"${network}" is neither an address nor a network`,
      'Write addresses or networks with commas between, such as 127.0.0.1, 10.0.0.0/8');
  });
}

function readIssuers(value: string | undefined, readFile: ReadFile): OidcIssuer[] {
  if (value === undefined) return [];
  const remedy = 'Give a JSON list, or a file with one: [{"issuer":"https://…","clientId":"…","keyFile":"…","audience":"resident","name":"…"}]';
  let list: unknown;
  try {
    list = JSON.parse(value.startsWith('[') ? value : readFile(value));
  } catch (error) {
    throw new ConfigProblem('SPRANG_OIDC_ISSUERS', `cannot be read (${(error as Error).message})`, remedy);
  }
  const issuers = z.array(oidcIssuer).safeParse(list);
  if (issuers.success) return issuers.data;
  const { path, message } = issuers.error.issues[0]!;
  throw new ConfigProblem('SPRANG_OIDC_ISSUERS', `${path.join('.') || 'the list'}: ${message}`, remedy);
}

function readSmtp(url: string | undefined, from: string | undefined): Config['smtp'] {
  if (url === undefined) return undefined;
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) {
    throw new ConfigProblem('SPRANG_SMTP', 'is not the address of a mail server', 'Write smtps://user:password@host:465 or smtp://host:587');
  }
  if (!from || !z.email().safeParse(from).success) {
    throw new ConfigProblem('SPRANG_MAIL_FROM', from ? `"${from}" is not an e-mail address` : 'is missing',
      'Give the sender of e-mail, such as ingen-svarar@exempelkommun.se');
  }
  return { url, from };
}

function readHost(value: string | undefined): string | undefined {
  if (value === undefined || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value)) return value;
  throw new ConfigProblem('SPRANG_DEFAULT_HOST', `"${value}" is not a host name`, 'Write it in small letters without scheme and port');
}

function split(value: string | undefined): string[] {
  return (value ?? '').split(',').map((part) => part.trim()).filter(Boolean);
}
