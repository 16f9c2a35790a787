import { isIP } from 'node:net';
import { z } from 'zod';
import { ConfigProblem } from '../platform/index.ts';

export type ReadFile = (path: string) => string;

export function readNumber(name: string, value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new ConfigProblem(name, `"${value}" is not a number that can be used`, `Give a whole number from ${least} to ${most}`);
}

export function readChoice<Choice extends string>(name: string, value: string | undefined, choices: readonly Choice[]): Choice | undefined {
  const choice = choices.find((known) => known === value);
  if (value === undefined || choice) return choice;
  throw new ConfigProblem(name, `"${value}" is not among the choices`, `Choose ${choices.join(', ')}`);
}

export function readDatabaseUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = parse(value);
  if (url && /^postgres(ql)?:$/.test(url.protocol) && url.hostname && url.pathname.length > 1) return value;
  // Not quoted: it holds a password.
  throw new ConfigProblem('DATABASE_URL', 'is not the address of a database', 'Write postgresql://user:password@host:5432/database');
}

/** @param otherwise used when nothing is given; without it something must be */
export function readPublicAddress(value: string | undefined, otherwise: string | undefined): URL {
  const remedy = 'Write it as https://e-tjanster.exempelkommun.se, without a path (http only for localhost)';
  const given = value ?? otherwise;
  if (given === undefined) throw new ConfigProblem('SPRANG_PUBLIC_ADDRESS', 'is missing', remedy);
  const url = parse(given);
  const local = url?.protocol === 'http:' && /^(.+\.)?localhost$|^127\.0\.0\.1$/.test(url.hostname);
  if (url && (url.protocol === 'https:' || local) && url.href === `${url.origin}/`) return url;
  throw new ConfigProblem('SPRANG_PUBLIC_ADDRESS', `"${given}" cannot be used`, remedy);
}

/** Addresses and networks, with commas between. */
export function readNetworks(value: string | undefined): string[] {
  const networks = (value ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  for (const network of networks) {
    const [address = '', bits = '0', ...rest] = network.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) && /^\d+$/.test(bits) && Number(bits) <= most && rest.length === 0) continue;
    throw new ConfigProblem('SPRANG_TRUSTED_PROXY', `"${network}" is neither an address nor a network`,
      'Write addresses or networks with commas between, such as 127.0.0.1, 10.0.0.0/8');
  }
  return networks;
}

/** @param host of the public address, for a sender when no mail is sent anyway */
export function readMail(smtp: string | undefined, from: string | undefined, host: string): { smtp?: string; mailFrom: string } {
  if (smtp !== undefined && !/^smtps?:$/.test(parse(smtp)?.protocol ?? '')) {
    throw new ConfigProblem('SPRANG_SMTP', 'is not the address of a mail server', 'Write smtps://user:password@host:465 or smtp://host:587');
  }
  const remedy = 'Give the sender of e-mail, such as ingen-svarar@exempelkommun.se';
  if (from !== undefined && !z.email().safeParse(from).success) {
    throw new ConfigProblem('SPRANG_MAIL_FROM', `"${from}" is not an e-mail address`, remedy);
  }
  if (smtp === undefined) return { mailFrom: from ?? `ingen-svarar@${host}` };
  if (from === undefined) throw new ConfigProblem('SPRANG_MAIL_FROM', 'is missing, and SPRANG_SMTP is given', remedy);
  return { smtp, mailFrom: from };
}

export function readHost(value: string | undefined): string | undefined {
  if (value === undefined || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value)) return value;
  throw new ConfigProblem('SPRANG_DEFAULT_HOST', `"${value}" is not a host name`, 'Write it in small letters, without scheme and port');
}

function parse(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}
