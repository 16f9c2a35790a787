import { createHash } from 'node:crypto';
import type { ServiceFolder } from './model.ts';

/**
 * The version of a service: sha-256, in hex, of its canonical content with the letters and the tables it uses. The same
 * content gives the same version however the files were laid out; comments and the order of keys do not count.
 */
export function versionHash(folder: ServiceFolder): string {
  return createHash('sha256').update(canonical(folder)).digest('hex');
}

/** JSON with sorted keys and nothing undefined: equal content, equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}
