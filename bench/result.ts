/** What a measure found. Printed as a row of the table, or with `--json` as one line. */
export interface Result {
  name: string;
  /** `ours / limit`'s yardstick: how many times the yardstick ours cost, or ours in `unit` when the goal is an absolute one */
  ratio: number;
  /** the ratio that must not be exceeded; undefined: only reported */
  goal: number | undefined;
  holds: boolean | undefined;
  /** what was measured of ours, and of the yardstick it is compared with (or the goal itself when it is absolute) */
  ours: number;
  limit: number;
  unit: string;
  /** CPU for one operation by group of processes, µs; groups that take no part are left out */
  cpu?: Readonly<Partial<Record<'node' | 'postgres' | 'generator', number>>>;
  /** anything a reader should know: spread between rounds, where the time goes */
  notes?: readonly string[];
}

/** A measure that could not be made here, why, and how to make it possible. */
export interface Skipped {
  name: string;
  skipped: string;
  remedy: string;
}

export type Outcome = Result | Skipped;

/** Ours against a yardstick measured in the same run: `goal` is how many times as much ours may be. */
export function ratioOf(
  name: string, ours: number, limit: number, goal: number | undefined, unit: string, more: Pick<Result, 'cpu' | 'notes'> = {},
): Result {
  const ratio = ours / limit;
  return { name, ratio, goal, holds: goal === undefined ? undefined : ratio <= goal, ours, limit, unit, ...more };
}

/** Ours against a fixed amount. */
export function amountOf(name: string, ours: number, goal: number, unit: string, more: Pick<Result, 'cpu' | 'notes'> = {}): Result {
  return { name, ratio: goal === 0 ? ours : ours / goal, goal: goal === 0 ? 0 : 1, holds: ours <= goal, ours, limit: goal, unit, ...more };
}

/** One line of JSON for machines. */
export function toJson(outcome: Outcome): string {
  if ('skipped' in outcome) return JSON.stringify(outcome);
  const { name, ratio, goal, holds, ours, limit, unit, cpu, notes } = outcome;
  return JSON.stringify({ name, ratio: round(ratio), goal: goal ?? null, holds: holds ?? null, ours: round(ours), limit: round(limit), unit,
    ...(cpu && { cpu: Object.fromEntries(Object.entries(cpu).map(([group, value]) => [group, round(value)])) }), ...(notes && { notes }) });
}

/** The whole as a table for people. */
export function toTable(outcomes: readonly Outcome[]): string {
  const head = ['measure', 'ratio', 'goal', '', 'ours', 'against', 'unit', 'CPU µs: node', 'postgres', 'generator'];
  const rows = outcomes.map((outcome) => {
    if ('skipped' in outcome) return [outcome.name, '', '', 'not here', '', '', '', '', '', ''];
    const { name, ratio, goal, holds, ours, limit, unit, cpu = {} } = outcome;
    return [name, show(ratio), goal === undefined ? '' : `≤ ${show(goal)}`, holds === undefined ? '' : holds ? 'holds' : 'MISSED', show(ours), show(limit), unit,
      show(cpu.node), show(cpu.postgres), show(cpu.generator)];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => row.map((cell, column) => (column === 0 || column === 3 || column === 6 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd();
  const notes = outcomes.flatMap((outcome) => ('skipped' in outcome
    ? [`${outcome.name}: ${outcome.skipped}. ${outcome.remedy}.`]
    : (outcome.notes ?? []).map((note) => `${outcome.name}: ${note}`)));
  return [line(head), widths.map((width) => '─'.repeat(width)).join('──'), ...rows.map(line), '', ...notes].join('\n');
}

/** Rounds one after another: each measures ours and the yardstick side by side. */
export async function inTurn<R>(count: number, round: () => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  for (let at = 0; at < count; at++) found.push(await round());
  return found;
}

/** The round whose ratio is the middle one: its figures belong together, and one disturbed round does not decide. */
export function middleRound<R>(rounds: readonly R[], ratio: (round: R) => number): R {
  return rounds.toSorted((a, b) => ratio(a) - ratio(b))[Math.floor(rounds.length / 2)]!;
}

/** The middle of an odd number of values: one disturbed round does not decide. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function show(value: number | undefined): string {
  return value === undefined ? '' : String(round(value));
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
