import type { Tx } from '../../platform/index.ts';
import { seedOf, promiseOf } from '../model/draw.ts';
import { positionOf, type Lane } from '../model/lane.ts';
import { bare, grown, leafOf, rootOf } from '../model/mountain.ts';
import { idsFrom } from '../store/places.ts';

/** Registrations in each part of the published list. */
export const partSize = 50_000;

/** A part of the published record of an opening: what was promised, what was drawn with, and its share of the list. */
export interface RecordPart {
  lane: string;
  promise: string;
  secret: string;
  count: number;
  root: string;
  seed: string;
  part: number;
  parts: number;
  /** sha-256 leaf of each registration, hex, in the order of their numbers */
  leaves: string[];
}

export function partsOf(count: number): number[] {
  return Array.from({ length: Math.max(1, Math.ceil(count / partSize)) }, (_, place) => place + 1);
}

/** A part of the record, from 1; nothing before the opening or beyond the list. */
export async function recordOf(tx: Tx, { id, slug, promise, draw }: Lane, part: number): Promise<RecordPart | undefined> {
  if (!draw) return undefined;
  const parts = partsOf(draw.count).length;
  if (part < 1 || part > parts) return undefined;
  const ids = await idsFrom(tx, id, (part - 1) * partSize, Math.min(draw.count, part * partSize));
  const { count, root, secret, seed } = draw;
  return { lane: slug, promise, secret, count, root, seed, part, parts, leaves: ids.map((one) => leafOf(one).toString('hex')) };
}

export type Recount = { ok: true; count: number; seed: string } | { ok: false; wrong: readonly string[] };

/**
 * Counts an opening again from nothing but what was published. Says, in Swedish, each thing that is not as it must be.
 * @param parts all parts of the list, in any order
 */
export function recount(parts: readonly RecordPart[]): Recount {
  const wrong: string[] = [];
  const sorted = parts.toSorted((a, b) => a.part - b.part);
  const first = sorted[0];
  if (!first) return { ok: false, wrong: ['ingen del av listan gavs'] };
  if (sorted.length !== first.parts || sorted.some((one, place) => one.part !== place + 1)) wrong.push(`alla ${first.parts} delar av listan gavs inte, en gång var`);
  for (const name of ['lane', 'promise', 'secret', 'count', 'root', 'seed', 'parts'] as const) {
    if (sorted.some((one) => one[name] !== first[name])) wrong.push(`delarna säger olika om ${name}`);
  }
  const secret = Buffer.from(first.secret, 'hex');
  if (promiseOf(secret) !== first.promise) wrong.push('hemligheten är inte den som var utlovad');
  const leaves = sorted.flatMap((one) => one.leaves);
  if (leaves.length !== first.count) wrong.push(`listan har ${leaves.length} anmälda, inte ${first.count}`);
  const root = rootOf(grown(bare, leaves.map((leaf) => Buffer.from(leaf, 'hex'))));
  if (root.toString('hex') !== first.root) wrong.push('roten är inte listans');
  if (seedOf(secret, root).toString('hex') !== first.seed) wrong.push('fröet följer inte av hemligheten och listan');
  return wrong.length ? { ok: false, wrong } : { ok: true, count: first.count, seed: first.seed };
}

/** Where the draw put a registration, found by the id that only whoever registered has. */
export function placeInRecord(parts: readonly RecordPart[], id: string): { number: number; position: number } | undefined {
  const leaf = leafOf(id).toString('hex');
  const number = parts.toSorted((a, b) => a.part - b.part).flatMap((one) => one.leaves).indexOf(leaf);
  const [first] = parts;
  if (number === -1 || !first) return undefined;
  return { number, position: positionOf({ draw: first }, number) };
}
