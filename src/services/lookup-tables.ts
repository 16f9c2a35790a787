import type { DatedTable } from '../organisation/index.ts';
import { addDays } from '../platform/index.ts';
import type { LookupRow, LookupTable } from '../forms/index.ts';

type KeyRule = { match: 'exact' } | { match: 'range'; from: string; to: string };

/** The versions of an organisation's dated table as the engine reads them: each row with the days it holds. */
export function toLookupTable(versions: readonly DatedTable[]): LookupTable {
  const inOrder = versions.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom));
  return {
    id: inOrder[0]?.name ?? '',
    rows: inOrder.flatMap((version, place) => {
      const next = inOrder[place + 1];
      return version.rows.map((row): LookupRow => ({
        id: String(row['id']), from: version.validFrom, ...(next && { to: addDays(next.validFrom, -1) }),
        keys: Object.entries(version.facts['keys'] as Record<string, KeyRule>).map(([name, rule]) => keyOf(row, name, rule)),
        value: Number(row[String(version.facts['value'])]),
      }));
    }),
  };
}

function keyOf(row: Readonly<Record<string, unknown>>, name: string, rule: KeyRule): LookupRow['keys'][number] {
  if (rule.match === 'exact') return row[name] as string | number;
  return { min: Number(row[rule.from]), max: Number(row[rule.to]) };
}
