import type { Fields } from '../platform/index.ts';

/** A posted form as texts: a field sent several times keeps its last. */
export function typedIn(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, (typeof value === 'string' ? value : value.at(-1) ?? '').trim()]));
}
