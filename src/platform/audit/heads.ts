import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { House } from '../house.ts';
import type { Uuid } from '../ids.ts';

export interface Head {
  number: number;
  entries: number;
  sealedAt: Date;
  head: Buffer;
}

/** Where the heads of blocks are written: outside the database, so that who can change the one cannot change the other. */
export function headsDirectory({ settings }: Pick<House, 'settings'>): string {
  return join(settings.varDirectory, 'audit-heads');
}

/** One line a block: number, entries, time, head. The head comes last, so that a line cut short by a crash is no line. */
const line = /^(\d+) (\d+) (\S+Z) ([0-9a-f]{64})$/;

/** The heads that were written, by number of block; of two lines for a block the first counts. */
export async function readHeads(directory: string, tenant: Uuid): Promise<Map<number, Head>> {
  const heads = new Map<number, Head>();
  for (const text of (await readAll(fileOf(directory, tenant))).split('\n')) {
    const head = parse(text);
    if (head && !heads.has(head.number)) heads.set(head.number, head);
  }
  return heads;
}

/** The number of the last block whose head was written; 0 when none was. */
export async function lastHead(directory: string, tenant: Uuid): Promise<number> {
  const lines = (await readTail(fileOf(directory, tenant))).split('\n');
  return lines.map(parse).findLast((head) => head !== undefined)?.number ?? 0;
}

/** Appends and waits until it is on disk. */
export async function appendHeads(directory: string, tenant: Uuid, heads: readonly Head[]): Promise<void> {
  if (!heads.length) return;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = await open(fileOf(directory, tenant), 'a', 0o600);
  try {
    const lines = heads.map(({ number, entries, sealedAt, head }) => `${number} ${entries} ${sealedAt.toISOString()} ${head.toString('hex')}\n`);
    const torn = !/(^|\n)$/.test(await readTail(fileOf(directory, tenant)));
    await file.appendFile((torn ? '\n' : '') + lines.join(''));
    await file.sync();
  } finally {
    await file.close();
  }
}

function fileOf(directory: string, tenant: Uuid): string {
  return join(directory, `${tenant}.log`);
}

function parse(text: string): Head | undefined {
  const match = line.exec(text);
  if (!match) return undefined;
  return { number: Number(match[1]), entries: Number(match[2]), sealedAt: new Date(match[3]!), head: Buffer.from(match[4]!, 'hex') };
}

async function readAll(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(absentIsEmpty);
}

/** The last lines are enough to go on from: the file grows for years. */
async function readTail(path: string): Promise<string> {
  const file = await open(path, 'r').catch(absent);
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const length = Math.min(size, 4096);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8');
  } finally {
    await file.close();
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

function absentIsEmpty(error: NodeJS.ErrnoException): string {
  return absent(error) ?? '';
}
