import fhirpath from 'fhirpath';
import types from 'fhirpath/src/types.js';
import r4 from 'fhirpath/fhir-context/r4/index.js';
import type { Shape } from '../engine/types.ts';
import { daysBetween, wholeYears } from './calendar.ts';
import { property } from './shapes.ts';
import type { World } from './world.ts';

export type Evaluate = (world: World) => readonly unknown[];

/** An expression evaluated by the library. @throws at evaluation, when the library does. */
export function libraryEvaluator(source: string, scope: ReadonlyMap<string, Shape>): Evaluate {
  const run = fhirpath.compile(source, r4, { userInvocationTable: ownFunctions, preciseMath: true });
  return (world) => (run({}, variables(world, scope)) as unknown[]).map(plain);
}

/** Under which the world travels to our own functions, among the variables. */
const worldKey = '(world)';

/** Variables are bound when they are read, so that the world sees which ones an evaluation really uses. */
function variables(world: World, scope: ReadonlyMap<string, Shape>): Record<string, unknown> {
  return new Proxy(
    {},
    {
      has: (_target, name) => name === worldKey || scope.has(String(name)),
      get: (_target, name) => {
        if (name === worldKey) return world;
        const shape = scope.get(String(name));
        return shape ? bind(world.read(String(name)), shape) : undefined;
      },
    },
  );
}

const context = { getDecimal: types.FP_Decimal_Precise.getDecimal };
const itemWeight = 'http://hl7.org/fhir/StructureDefinition/itemWeight';

function bind(value: unknown, shape: Shape): unknown {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((item) => bind(item, shape));
  switch (shape.kind) {
    case 'day':
      return types.FP_Date.checkString(context, String(value)) ?? [];
    case 'time':
      return types.FP_Time.checkString(context, String(value)) ?? [];
    case 'dateTime':
      return types.FP_DateTime.checkString(context, String(value)) ?? [];
    case 'coding':
      return bindCoding(value as { code: string; display?: string; weight?: number });
    case 'object':
      return bindObject(value as Record<string, unknown>, shape);
    default:
      return value;
  }
}

/** A FHIR Coding, whose weight is where FHIR keeps it. */
function bindCoding({ code, display, weight }: { code: string; display?: string; weight?: number }): object {
  return {
    code,
    ...(display !== undefined && { display }),
    ...(weight !== undefined && { extension: [{ url: itemWeight, valueDecimal: weight }] }),
  };
}

function bindObject(value: Record<string, unknown>, shape: Shape & { kind: 'object' }): object {
  const bound = {};
  for (const name of Object.keys(shape.properties)) {
    Object.defineProperty(bound, name, {
      enumerable: true,
      get: () => {
        const inner = property({ ...shape, many: false }, name);
        const item = value[name];
        const result = item === undefined || !inner ? undefined : bind(item, inner);
        return Array.isArray(result) && result.length === 0 ? undefined : result;
      },
    });
  }
  return bound;
}

interface LibraryCall {
  readonly vars: Readonly<Record<string, World>>;
}
interface LibraryNode {
  readonly data?: unknown;
}

const worldOf = (called: LibraryCall): World => called.vars[worldKey]!;
const data = (item: unknown): unknown => plain((item as LibraryNode | null)?.data ?? item);

/** Functions of ours, and `today()` by the journey's clock instead of the machine's. */
const ownFunctions = {
  today: {
    internalStructures: true,
    arity: { 0: [] },
    fn(this: LibraryCall) {
      return [types.FP_Date.checkString(context, worldOf(this).today)];
    },
  },
  weight: { internalStructures: true, arity: { 0: [] }, fn: weights },
  ordinal: { internalStructures: true, arity: { 0: [] }, fn: weights },
  age: {
    internalStructures: true,
    nullable: true,
    arity: { 0: [], 1: ['AnyAtRoot' as const] },
    fn(this: LibraryCall, days: unknown[], on?: unknown[]) {
      const until = on ? on[0] : worldOf(this).today;
      return until === undefined ? [] : days.map((item) => wholeYears(String(data(item)), String(data(until))));
    },
  },
  daysUntil: {
    internalStructures: true,
    nullable: true,
    arity: { 1: ['AnyAtRoot' as const] },
    fn(from: unknown[], to: unknown[]) {
      const [start, end] = [from[0], to[0]];
      return start === undefined || end === undefined ? [] : [daysBetween(String(data(start)), String(data(end)))];
    },
  },
  lookup: {
    internalStructures: true,
    arity: Object.fromEntries(
      [2, 3, 4, 5, 6].map((count) => [
        count,
        ['String' as const, ...Array.from({ length: count - 1 }, () => 'AnyAtRoot' as const)],
      ]),
    ),
    fn(this: LibraryCall, _self: unknown[], table: string, ...keys: unknown[][]) {
      const values = keys.map((key) => data(key[0]));
      if (values.some((value) => typeof value !== 'string' && typeof value !== 'number')) return [];
      const found = worldOf(this).lookup(table, values as (string | number)[]);
      return found === undefined ? [] : [found];
    },
  },
};

/** Same meaning as the library's `weight()`, which finds it only inside a whole QuestionnaireResponse. */
function weights(codings: unknown[]): number[] {
  return codings.flatMap((item) => {
    const { extension = [] } = ((item as LibraryNode)?.data ?? item) as {
      extension?: { url: string; valueDecimal: number }[];
    };
    return extension.filter(({ url }) => url === itemWeight).map(({ valueDecimal }) => valueDecimal);
  });
}

/** The library's numbers, days and times as plain ones. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) === Object.prototype) return value;
  if (value instanceof fhirpath.FP_Decimal) return value.toNumber();
  return Array.isArray(value) ? value : String(value);
}
