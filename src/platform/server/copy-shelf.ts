import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '../language.ts';
import type { House } from '../house.ts';

/** Where copies lie and what the time is: all that the shelf needs of a house, so that it stands also without a database. */
export type Shelved = Pick<House, 'settings'>;

/** Which page a copy is of. A style sheet is the same in every language: its language is empty. */
export interface CopyName { tenant: string; language: Language | ''; path: string }

export interface Copy {
  type: string;
  /** when it was last seen to be right, ms */
  at: number;
  body: string;
}

interface Kept extends CopyName, Copy {
  /** `at` of the file */
  writtenAt: number;
}

interface Shelf {
  /** the organisation of a host name */
  hosts: Readonly<Record<string, string>>;
  pages: Map<string, Kept>;
}

const hostsFile = z.strictObject({ hosts: z.record(z.string(), z.string()) });
const copyFile = z.strictObject({ tenant: z.string(), language: z.enum(['', 'sv', 'sv-simple', 'en']), path: z.string(), type: z.string(), at: z.number(), body: z.string() });

/** The same copy, to the second or so, is written to its file once an hour: its age matters to the next process only. */
const writtenEvery = 3_600_000;

const shelves = new Map<string, Shelf>();

/** Copies of what is public, in memory and in files: what is answered when the database is away. Files so that they outlive the process. */
function shelfOf({ settings }: Shelved): Shelf {
  const folder = folderOf(settings);
  const known = shelves.get(folder);
  if (known) return known;
  const shelf = readShelf(folder);
  shelves.set(folder, shelf);
  return shelf;
}

function readShelf(folder: string): Shelf {
  const shelf: Shelf = { hosts: {}, pages: new Map() };
  for (const file of filesIn(folder)) {
    try {
      const read = z.union([hostsFile, copyFile]).parse(JSON.parse(readFileSync(file, 'utf8')));
      if ('hosts' in read) shelf.hosts = read.hosts;
      else shelf.pages.set(keyOf(read), { ...read, writtenAt: read.at });
    } catch {
      // One that cannot be read is made anew as soon as the database answers; until then the others are all there is.
    }
  }
  return shelf;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
  } catch {
    // No copies yet.
    return [];
  }
}

/** Whether an earlier process has left copies to answer with. */
export function hasCopies(house: Shelved): boolean {
  return shelfOf(house).pages.size > 0;
}

/** The organisation of a host name, as it was known when pages were last copied. */
export function tenantOnShelf(house: Shelved, host: string): string | undefined {
  const { hosts } = shelfOf(house);
  return Object.hasOwn(hosts, host) ? hosts[host] : undefined;
}

/** The copy of a page, when there is one. */
export function takeCopy(house: Shelved, name: CopyName): Copy | undefined {
  return shelfOf(house).pages.get(keyOf(name));
}

/** What has been copied of an organisation, or of all: which pages, in which language, and when each was last seen to be right. */
export function copiesOnShelf(house: Shelved, tenant?: string): (CopyName & { at: Date; title: string })[] {
  return [...shelfOf(house).pages.values()].filter((one) => one.language !== '' && (tenant === undefined || one.tenant === tenant))
    .map(({ tenant: of, language, path, at, body }) => ({ tenant: of, language, path, at: new Date(at), title: titleIn(body) ?? path }));
}

/** What the page is called, without whose it is. */
function titleIn(body: string): string | undefined {
  return /<title>(.*?)(?: – [^<]*)?<\/title>/.exec(body)?.[1]?.replaceAll('&amp;', '&');
}

/** Remembers which organisation each host name stands for. */
export function keepHosts(house: Shelved, hosts: Readonly<Record<string, string>>): void {
  const shelf = shelfOf(house);
  if (JSON.stringify(hosts) !== JSON.stringify(shelf.hosts)) write(house, 'hosts', { hosts });
  shelf.hosts = hosts;
}

/** Puts a copy on the shelf, as it was at a moment (ms). */
export function keepCopy(house: Shelved, name: CopyName, copy: Copy): void {
  const { pages } = shelfOf(house);
  const before = pages.get(keyOf(name));
  const stands = before?.body === copy.body && before.type === copy.type && copy.at - before.writtenAt < writtenEvery;
  pages.set(keyOf(name), { ...name, ...copy, writtenAt: stands ? before.writtenAt : copy.at });
  if (!stands) write(house, keyOf(name), { ...name, ...copy });
}

/** Takes away the copies that are none of these: of pages that are gone, or that nothing leads to any more. */
export function keepOnly(house: Shelved, named: readonly CopyName[]): void {
  const { pages } = shelfOf(house);
  const kept = new Set(named.map(keyOf));
  for (const key of [...pages.keys()].filter((one) => !kept.has(one))) {
    pages.delete(key);
    rmSync(fileOf(house, key), { force: true });
  }
}

const folderOf = (settings: House['settings']) => join(settings.varDirectory, 'copies');
const keyOf = ({ tenant, language, path }: CopyName) => `${tenant} ${language} ${path}`;
const fileOf = ({ settings }: Shelved, key: string) => join(folderOf(settings), `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);

function write(house: Shelved, key: string, value: unknown): void {
  const file = fileOf(house, key);
  mkdirSync(folderOf(house.settings), { recursive: true });
  // Whole or not at all, also when two processes write the same one.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(value));
  renameSync(`${file}.${process.pid}`, file);
}
