/** Fewer than this, and a number may tell of somebody. */
export const fewest = 5;

/** A figure over some cases – a median, a share – and null when they are so few that it tells how long one of them took. */
export function overEnough<T>(figure: T, cases: number): T | null {
  return cases < fewest ? null : figure;
}

/** A table of counts with its sums; null: too few to show, or hidden so that nobody can count out another that is. */
export interface Shown {
  cells: (number | null)[][];
  rowSums: (number | null)[];
  columnSums: (number | null)[];
  sum: number | null;
}

/**
 * Hides counts of one to four, and as many more as it takes so that none of them follows from the sums: in no row or column is one hidden
 * alone, nor several that together are so few that they give themselves away. None at all is shown: it tells of nobody.
 * @param counts rows of equal length
 */
export function hideSmall(counts: readonly (readonly number[])[]): Shown {
  const table = withSums(counts);
  const hidden = table.map((row) => row.map((count) => count > 0 && count < fewest));
  const lines = linesOf(table);
  for (let again = true; again;) {
    again = false;
    for (const line of lines) again = hideMore(table, hidden, line) || again;
  }
  const shown = table.map((row, r) => row.map((count, c) => (hidden[r]![c] ? null : count)));
  return {
    cells: shown.slice(0, -1).map((row) => row.slice(0, -1)), rowSums: shown.slice(0, -1).map((row) => row.at(-1)!),
    columnSums: shown.at(-1)!.slice(0, -1), sum: shown.at(-1)!.at(-1)!,
  };
}

type Place = readonly [number, number];

/** The sums stand last in each row and column, and are counts like others: a sum that is shown tells of what is hidden. */
function withSums(counts: readonly (readonly number[])[]): number[][] {
  const rows = counts.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)]);
  const width = (counts[0]?.length ?? 0) + 1;
  return [...rows, Array.from({ length: width }, (_, c) => rows.reduce((sum, row) => sum + row[c]!, 0))];
}

function linesOf(table: readonly (readonly number[])[]): Place[][] {
  const width = table[0]!.length;
  return [
    ...table.map((row, r) => row.map((_, c): Place => [r, c])),
    ...Array.from({ length: width }, (_, c) => table.map((_row, r): Place => [r, c])),
  ];
}

/** Hides one more in a line where what is hidden could be counted out. @returns whether it did */
function hideMore(table: readonly (readonly number[])[], hidden: boolean[][], line: readonly Place[]): boolean {
  const covered = line.filter(([r, c]) => hidden[r]![c]);
  const total = covered.reduce((sum, [r, c]) => sum + table[r]![c]!, 0);
  if (!covered.length || (covered.length > 1 && total >= fewest)) return false;
  const [more] = line.filter(([r, c]) => !hidden[r]![c] && table[r]![c]! > 0).sort((a, b) => table[a[0]]![a[1]]! - table[b[0]]![b[1]]!);
  if (!more) return false;
  hidden[more[0]]![more[1]] = true;
  return true;
}
