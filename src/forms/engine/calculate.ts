import type { Answers } from '../answers.ts';
import type { Expression } from '../expressions/expression.ts';
import { inside, type CompiledCalculation } from './compiled.ts';
import { rowsOf } from './held.ts';
import { trace, type Traced } from './trace.ts';
import type { CalculationResult, Explanation, Form, FormContext } from './types.ts';
import { FormWorld, type RowWorld } from './world.ts';

/**
 * The named results of `calculate:`, in the definition's order. An amount is there only when everything it reads is
 * answered; money is rounded to whole öre, halves away from zero. A calculation whose `when` is not true is 0 and does
 * not apply.
 */
export function calculate(form: Form, answers: Answers, context: FormContext): readonly CalculationResult[] {
  const world = worldOf(form, answers, context);
  return world.form.calculations.map((calculation) => result(world, calculation));
}

/** A world in which `%<calculation>` can be read. */
export function worldOf(form: Form, answers: Answers, context: FormContext): FormWorld {
  return new FormWorld(inside(form), answers, context, (world, id) => {
    const calculation = world.form.calculations.find((one) => one.calculation.id === id);
    return calculation && result(world, calculation).amount;
  });
}

function result(world: FormWorld, compiled: CompiledCalculation): CalculationResult {
  const { id, unit, each } = compiled.calculation;
  if (each === undefined) return { id, unit, ...one(world, compiled, compiled.path) };
  const { when, ...always } = compiled;
  if (when && !when.reads.has('row')) {
    const outside = conditionOf(world, when, compiled.path);
    if (outside) return { id, unit, ...outside };
  }
  const rows = world.read(each) === undefined ? undefined : rowsOf(world.answers[each]);
  if (rows === undefined) {
    return { id, unit, applies: true, explanation: { ...explained(compiled, []), missing: [each] } };
  }
  const perRow = when?.reads.has('row') ? compiled : always;
  const results = rows.map((row) => ({
    row: row.id,
    ...one(world.inRow(each, row), perRow, `${compiled.path}.${row.id}`),
  }));
  const amounts = results.flatMap(({ amount }) => (amount === undefined ? [] : [amount]));
  const sum = amounts.length === rows.length ? amounts.reduce((total, amount) => total + amount, 0) : undefined;
  return {
    id,
    unit,
    applies: true,
    rows: results,
    ...(sum !== undefined && { amount: sum }),
    explanation: {
      ...explained(
        compiled,
        results.map(({ explanation }) => explanation),
      ),
      result: sum ?? null,
    },
  };
}

interface One {
  readonly amount?: number;
  readonly applies: boolean;
  readonly explanation: Explanation;
}

function one(
  world: FormWorld | RowWorld,
  compiled: Omit<CompiledCalculation, 'when'> & { readonly when?: Expression },
  path: string,
): One {
  const stopped = compiled.when && conditionOf(world, compiled.when, path);
  if (stopped) return stopped;
  const traced = trace(compiled.value, world, path);
  const amount = amountOf(traced, compiled.calculation.unit);
  return {
    applies: true,
    ...(amount !== undefined && { amount }),
    explanation: { ...traced.explanation, result: amount ?? null },
  };
}

/** What a condition that is not true, or cannot be known, gives; `undefined` when it is true. */
function conditionOf(world: FormWorld | RowWorld, when: Expression, path: string): One | undefined {
  const { values, failed, explanation } = trace(when, world, `${path}.when`);
  if (failed || explanation.missing.length > 0) return { applies: true, explanation: { ...explanation, result: null } };
  return values[0] === true ? undefined : { applies: false, amount: 0, explanation };
}

function amountOf({ values, failed, explanation }: Traced, unit: CalculationResult['unit']): number | undefined {
  const [value] = values;
  if (
    failed ||
    explanation.missing.length > 0 ||
    values.length !== 1 ||
    typeof value !== 'number' ||
    !Number.isFinite(value)
  ) {
    return undefined;
  }
  if (unit !== 'money') return value;
  // The library counts in decimals; what is left of binary noise after eight of them is not a half öre.
  const öre = Math.sign(value) * Math.round(Number(Math.abs(value).toFixed(8)));
  return öre === 0 ? 0 : öre;
}

function explained({ path, value }: CompiledCalculation, parts: readonly Explanation[]): Explanation {
  return {
    path,
    expression: value.source,
    result: null,
    answers: parts.flatMap(({ answers }) => answers),
    rows: parts.flatMap(({ rows }) => rows),
    missing: [...new Set(parts.flatMap(({ missing }) => missing))],
  };
}
