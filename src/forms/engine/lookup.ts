import type { Day } from '../answers.ts';
import type { LookupRow, LookupTable } from './types.ts';

/** The row of a dated table that holds on a day and matches every key; `undefined` when none, or more than one, does. */
export function findRow(
  table: LookupTable | undefined,
  keys: readonly (string | number)[],
  day: Day,
): LookupRow | undefined {
  const found =
    table?.rows.filter(
      (row) =>
        row.from <= day &&
        (row.to === undefined || day <= row.to) &&
        row.keys.length === keys.length &&
        row.keys.every((key, index) => matches(key, keys[index]!)),
    ) ?? [];
  return found.length === 1 ? found[0] : undefined;
}

function matches(key: LookupRow['keys'][number], value: string | number): boolean {
  if (typeof key !== 'object') return key === value;
  return (
    typeof value === 'number' &&
    (key.min === undefined || value >= key.min) &&
    (key.max === undefined || value <= key.max)
  );
}
