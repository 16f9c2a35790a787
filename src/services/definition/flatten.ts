import type { Texts } from './model.ts';

/**
 * Nested or dotted keys → one flat map, so that both ways of writing a texts file mean the same. Other values are
 * left out.
 */
export function flatten(tree: unknown, prefix = ''): Texts {
  if (typeof tree !== 'object' || tree === null) return {};
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, string | string[]][] => {
      const path = prefix === '' ? key : `${prefix}.${key}`;
      if (typeof value === 'string') return [[path, value.trim()]];
      if (Array.isArray(value)) return [[path, value.map(String)]];
      return Object.entries(flatten(value, path)) as [string, string | string[]][];
    }),
  );
}
