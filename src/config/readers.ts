import { isIP } from 'node:net';
import { z } from 'zod';
import { ConfigProblem } from '../platform/index.ts';

export type ReadFile = (path: string) => string;

export function readNumber(name: string, value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new ConfigProblem(name, `"${value}" går inte att använda`, `Ange ett heltal från ${least} till ${most}`);
}

export function readChoice<Choice extends string>(name: string, value: string | undefined, choices: readonly Choice[]): Choice | undefined {
  const choice = choices.find((known) => known === value);
  if (value === undefined || choice) return choice;
  throw new ConfigProblem(name, `"${value}" går inte att välja`, `Välj bland ${choices.join(', ')}`);
}

export function readDatabaseUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = parse(value);
  if (url && /^postgres(ql)?:$/.test(url.protocol) && url.hostname && url.pathname.length > 1) return value;
  // Not quoted: it holds a password.
  throw new ConfigProblem('DATABASE_URL', 'är inte adressen till en databas', 'Skriv postgresql://användare:lösenord@värd:5432/databas');
}

/** @param otherwise used when nothing is given; without it something must be */
export function readPublicAddress(value: string | undefined, otherwise: string | undefined): URL {
  const remedy = 'Skriv den som https://e-tjanster.exempelkommun.se, utan sökväg (http går bara för localhost)';
  const given = value ?? otherwise;
  if (given === undefined) throw new ConfigProblem('SPRANG_PUBLIC_ADDRESS', 'saknas', remedy);
  const url = parse(given);
  const local = url?.protocol === 'http:' && /^(.+\.)?localhost$|^127\.0\.0\.1$/.test(url.hostname);
  if (url && (url.protocol === 'https:' || local) && url.href === `${url.origin}/`) return url;
  throw new ConfigProblem('SPRANG_PUBLIC_ADDRESS', `"${given}" går inte att använda`, remedy);
}

/** Addresses and networks, with commas between. */
export function readNetworks(value: string | undefined): string[] {
  const networks = (value ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  for (const network of networks) {
    const [address = '', bits = '0', ...rest] = network.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) && /^\d+$/.test(bits) && Number(bits) <= most && rest.length === 0) continue;
    throw new ConfigProblem('SPRANG_TRUSTED_PROXY', `"${network}" är varken en adress eller ett nät`,
      'Skriv adresser eller nät med komma emellan, till exempel 127.0.0.1, 10.0.0.0/8');
  }
  return networks;
}

/** @param host of the public address, for a sender when no mail is sent anyway */
export function readMail(smtp: string | undefined, from: string | undefined, host: string): { smtp?: string; mailFrom: string } {
  if (smtp !== undefined && !/^smtps?:$/.test(parse(smtp)?.protocol ?? '')) {
    throw new ConfigProblem('SPRANG_SMTP', 'är inte adressen till en e-postserver', 'Skriv smtps://användare:lösenord@värd:465 eller smtp://värd:587');
  }
  const remedy = 'Ange avsändaren för e-post, till exempel ingen-svarar@exempelkommun.se';
  if (from !== undefined && !z.email().safeParse(from).success) {
    throw new ConfigProblem('SPRANG_MAIL_FROM', `"${from}" är ingen e-postadress`, remedy);
  }
  if (smtp === undefined) return { mailFrom: from ?? `ingen-svarar@${host}` };
  if (from === undefined) throw new ConfigProblem('SPRANG_MAIL_FROM', 'saknas, fast SPRANG_SMTP är angiven', remedy);
  return { smtp, mailFrom: from };
}

export function readHost(value: string | undefined): string | undefined {
  if (value === undefined || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value)) return value;
  throw new ConfigProblem('SPRANG_DEFAULT_HOST', `"${value}" är inget värdnamn`, 'Skriv det med små bokstäver, utan https:// och port');
}

function parse(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}
