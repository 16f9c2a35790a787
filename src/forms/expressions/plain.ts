import { moveDay, type CalendarUnit } from './calendar.ts';
import { call, children, stringLiteral, variableName, type Node } from './syntax.ts';
import type { World } from './world.ts';

/** Gives a value, several (an array, never empty), or `undefined` for empty. */
export type Closure = (world: World) => unknown;

/**
 * A comparison as a closure, with the same meaning as in the library (tested against it): a library evaluation costs
 * some microseconds, which 500 conditions cannot afford. `undefined` for what is not plain. Only for checked expressions.
 */
export function plainClosure(node: Node): Closure | undefined {
  const [left, right] = children(node);
  switch (node.type) {
    case 'StringLiteral':
      return constant(stringLiteral(node));
    case 'BooleanLiteral':
      return constant(node.text === 'true');
    case 'NumberLiteral':
      return constant(Number(node.text));
    case 'DateLiteral':
      return /^@\d{4}-\d{2}-\d{2}$/.test(node.text ?? '') ? constant(node.text!.slice(1)) : undefined;
    case 'ExternalConstantTerm':
      return variable(variableName(node));
    case 'FunctionInvocation':
      return call(node).name === 'today' ? (world) => world.today : undefined;
    case 'InvocationExpression':
      return invocation(left!, right!);
    case 'AndExpression':
      return combine(left!, right!, and);
    case 'OrExpression':
      return combine(left!, right!, node.text === 'xor' ? xor : or);
    case 'ImpliesExpression':
      return combine(left!, right!, (a, b) => or(not(a), b));
    case 'EqualityExpression':
      return equality(node.text ?? '', left!, right!);
    case 'InequalityExpression':
      return inequality(node.text ?? '', left!, right!);
    case 'MembershipExpression':
      return node.text === 'in' ? membership(right!, left!) : membership(left!, right!);
    case 'UnionExpression':
      return union(left!, right!);
    case 'AdditiveExpression':
      return movedDay(node.text ?? '', left!, right!);
    default:
      return undefined;
  }
}

function constant(value: unknown): Closure {
  return () => value;
}

function variable(name: string): Closure {
  return (world) => collection(world.read(name));
}

function invocation(left: Node, right: Node): Closure | undefined {
  const of = plainClosure(left);
  if (!of) return undefined;
  if (right.type === 'MemberInvocation') return memberOf(of, right.text ?? '');
  const { name, args } = call(right);
  if (args.length > 0) return undefined;
  if (name === 'exists') return (world) => of(world) !== undefined;
  if (name === 'empty') return (world) => of(world) === undefined;
  if (name === 'not') return (world) => not(of(world));
  return undefined;
}

function memberOf(of: Closure, name: string): Closure {
  return (world) => {
    const value = of(world);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return collection((value as Record<string, unknown>)[name]);
    return collection(value.flatMap((item: Record<string, unknown>) => item[name] ?? []));
  };
}

function combine(left: Node, right: Node, how: (a: unknown, b: unknown) => unknown): Closure | undefined {
  const [a, b] = [plainClosure(left), plainClosure(right)];
  return a && b && ((world) => how(a(world), b(world)));
}

function equality(operator: string, left: Node, right: Node): Closure | undefined {
  if (operator !== '=' && operator !== '!=') return undefined;
  const wanted = operator === '=';
  return combine(left, right, (a, b) => (a === undefined || b === undefined ? undefined : same(a, b) === wanted));
}

/**
 * The library orders two numbers as they are, but rounds to eight decimals when a number literal takes part (its
 * FP_Decimal): `%a >= %b` and `%a >= 0.3` differ in that. Found by the property test.
 */
function inequality(operator: string, left: Node, right: Node): Closure | undefined {
  const compare = orders[operator];
  const seen = [left, right].some(({ type }) => type === 'NumberLiteral') ? rounded<string | number> : (value: string | number) => value;
  return (
    compare &&
    combine(left, right, (a, b) =>
      a === undefined || b === undefined ? undefined : compare(seen(a as string | number), seen(b as string | number)),
    )
  );
}

const orders: Readonly<Record<string, (a: string | number, b: string | number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function membership(list: Node, item: Node): Closure | undefined {
  return combine(list, item, (several, one) => {
    if (one === undefined) return undefined;
    return Array.isArray(several)
      ? several.some((member) => same(member, one))
      : several !== undefined && same(several, one);
  });
}

function union(left: Node, right: Node): Closure | undefined {
  return combine(left, right, (a, b) => {
    const members = [a, b].flat().filter((value) => value !== undefined);
    return collection([...new Set(members)]);
  });
}

const units: Readonly<Record<string, CalendarUnit>> = {
  day: 'day',
  days: 'day',
  week: 'week',
  weeks: 'week',
  month: 'month',
  months: 'month',
  year: 'year',
  years: 'year',
};

function movedDay(operator: string, left: Node, right: Node): Closure | undefined {
  const unit = right.type === 'QuantityLiteral' ? units[right.unit ?? ''] : undefined;
  const count = Number(right.value);
  const of = plainClosure(left);
  if (!unit || !of || !Number.isInteger(count) || operator === '&') return undefined;
  return (world) => {
    const day = of(world);
    return day === undefined ? undefined : moveDay(day as string, operator === '-' ? -count : count, unit);
  };
}

function same(a: unknown, b: unknown): boolean {
  return rounded(a) === rounded(b);
}

/** Numbers are compared to eight decimals, as FHIRPath says: 0.1 + 0.2 is 0.3. */
function rounded<T>(value: T): T | number {
  return typeof value === 'number' && !Number.isInteger(value) ? Math.round(value * 1e8) / 1e8 : value;
}

function and(a: unknown, b: unknown): unknown {
  if (a === false || b === false) return false;
  return a === true && b === true ? true : undefined;
}

function or(a: unknown, b: unknown): unknown {
  if (a === true || b === true) return true;
  return a === false && b === false ? false : undefined;
}

function xor(a: unknown, b: unknown): unknown {
  return a === undefined || b === undefined ? undefined : a !== b;
}

function not(a: unknown): unknown {
  return a === undefined ? undefined : !a;
}

function collection(value: unknown): unknown {
  if (value === null) return undefined;
  if (!Array.isArray(value)) return value;
  return value.length > 1 ? value : value[0];
}
