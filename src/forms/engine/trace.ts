import type { Day, Json } from '../answers.ts';
import type { Expression } from '../expressions/expression.ts';
import type { World } from '../expressions/world.ts';
import { FormWorld, RowWorld } from './world.ts';
import type { Explanation } from './types.ts';

/** An expression evaluated with everything it used written down. `failed`: the library could not work it out. */
export interface Traced {
  readonly values: readonly unknown[];
  readonly failed: boolean;
  readonly explanation: Explanation;
}

/**
 * Evaluates and explains. What was read and had no answer is `missing`, unless the expression itself asks whether it has
 * one: `iif(%a < 1000, 1, 2)` gives 2 for an unanswered `%a`, which must never become an amount.
 */
export function trace(expression: Expression, world: FormWorld | RowWorld, path: string): Traced {
  const tracing = new TracingWorld(world);
  const { values, failed } = attempt(() => expression.values(tracing));
  const asked = (id: string) =>
    expression.asked.has(id) || expression.asked.has(`*.${id.slice(id.lastIndexOf('.') + 1)}`);
  return {
    values,
    failed,
    explanation: {
      path,
      expression: expression.source,
      result: failed ? null : jsonOf(values.length === 1 ? values[0] : values),
      answers: [...tracing.reads].map(([id, value]) => ({ id, value })),
      rows: tracing.rows,
      missing: [...tracing.missing].filter((id) => !asked(id)),
    },
  };
}

function attempt(evaluate: () => readonly unknown[]): { values: readonly unknown[]; failed: boolean } {
  try {
    return { values: evaluate(), failed: false };
  } catch {
    return { values: [], failed: true };
  }
}

class TracingWorld implements World {
  readonly today: Day;
  readonly reads = new Map<string, Json>();
  readonly missing = new Set<string>();
  readonly rows: Explanation['rows'][number][] = [];

  constructor(readonly inner: FormWorld | RowWorld) {
    this.today = inner.today;
  }

  read(name: string): unknown {
    const value = this.inner.read(name);
    if (value === undefined || value === null) this.missing.add(name);
    else if (!watched(value)) this.reads.set(name, jsonOf(value));
    return this.#watch(value, name);
  }

  lookup(table: string, keys: readonly (string | number)[]): number | undefined {
    const world = this.inner instanceof RowWorld ? this.inner.outside : this.inner;
    const row = world.lookupRow(table, keys);
    if (row) this.rows.push({ table, row, day: world.tableDay });
    else this.missing.add(`${table}(${keys.join(', ')})`);
    return row?.value;
  }

  /** An object, or rows, whose parts are noted one by one as they are read. */
  #watch(value: unknown, path: string): unknown {
    if (!watched(value)) return value;
    if (Array.isArray(value)) {
      if (value.length === 0) this.reads.set(path, []);
      return value.map((item) => this.#watch(item, path));
    }
    return new Proxy(value, {
      get: (target, name) => {
        const part: unknown = Reflect.get(target, name);
        if (typeof name === 'symbol') return part;
        const at = `${path}.${name}`;
        if (part === undefined || part === null) this.missing.add(at);
        else if (!watched(part)) this.#note(at, jsonOf(part), path);
        return this.#watch(part, at);
      },
    });
  }

  /** The same column of several rows is noted as a list. */
  #note(at: string, value: Json, path: string): void {
    const before = this.reads.get(at);
    const isRows = Array.isArray(this.inner.read(path));
    this.reads.set(at, isRows ? [...(Array.isArray(before) ? before : []), value] : value);
  }
}

/** Codings and plain values are noted as they are; objects and lists of objects part by part. */
function watched(value: unknown): value is object {
  if (Array.isArray(value)) return value.length === 0 || value.some(watched);
  return typeof value === 'object' && value !== null && !('code' in value);
}

function jsonOf(value: unknown): Json {
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value === 'object' && value !== null) {
    return 'code' in value
      ? String(value.code)
      : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, jsonOf(part)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
