import { call, children, parse, stringLiteral, strip, variableName, type Node } from './syntax.ts';

/** What is compared: `%hinder.code` is the question hinder; `%row.kind.code` the column kind of one's own row; `%applicant.age` a fact. */
export interface Compared {
  variable: string;
  /** without the last `code`, which says only that a choice is compared by its id */
  path: readonly string[];
}

/** A condition as it can be said in words. `unknown`: it cannot; what it reads is named. */
export type Condition =
  | { kind: 'compare'; of: Compared; operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains'; value: string | number | boolean }
  | { kind: 'same'; of: Compared; with: Compared; negated: boolean }
  | { kind: 'answered'; of: Compared; negated: boolean }
  | { kind: 'not'; part: Condition }
  | { kind: 'and' | 'or'; parts: readonly Condition[] }
  | { kind: 'unknown'; reads: readonly Compared[] };

/** Reads a condition of a definition for whoever cannot evaluate it: a reader of paper. Never throws: what is not plain is `unknown`. */
export function readCondition(source: string): Condition {
  try {
    return conditionOf(strip(parse(source)));
  } catch {
    return { kind: 'unknown', reads: [] };
  }
}

function conditionOf(node: Node): Condition {
  const [left, right] = children(node);
  const unknown: Condition = { kind: 'unknown', reads: readsOf(node) };
  switch (node.type) {
    case 'AndExpression':
      return several('and', left!, right!);
    case 'OrExpression':
      return node.text === 'xor' ? unknown : several('or', left!, right!);
    case 'EqualityExpression':
      return equality(node.text ?? '', left!, right!) ?? unknown;
    case 'InequalityExpression':
      return ordered(node.text ?? '', left!, right!) ?? unknown;
    case 'MembershipExpression':
      return (node.text === 'contains' ? contained(left!, right!) : oneOf(left!, right!) ?? contained(right!, left!)) ?? unknown;
    case 'ExternalConstantTerm':
      return { kind: 'compare', of: comparedOf(node)!, operator: '=', value: true };
    case 'InvocationExpression':
      return invoked(left!, right!) ?? unknown;
    default:
      return unknown;
  }
}

function several(kind: 'and' | 'or', left: Node, right: Node): Condition {
  const parts = [conditionOf(left), conditionOf(right)];
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}

function equality(operator: string, left: Node, right: Node): Condition | undefined {
  if (operator !== '=' && operator !== '!=') return undefined;
  const [a, b] = [comparedOf(left), comparedOf(right)];
  if (a && b) return { kind: 'same', of: a, with: b, negated: operator === '!=' };
  const value = literal(b ? left : right);
  const of = a ?? b;
  return of && value !== undefined ? { kind: 'compare', of, operator, value } : undefined;
}

const turned = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function ordered(operator: string, left: Node, right: Node): Condition | undefined {
  if (!(operator in turned)) return undefined;
  const sign = operator as keyof typeof turned;
  const [of, value] = [comparedOf(left), literal(right)];
  if (of && value !== undefined) return { kind: 'compare', of, operator: sign, value };
  const [other, first] = [comparedOf(right), literal(left)];
  return other && first !== undefined ? { kind: 'compare', of: other, operator: turned[sign], value: first } : undefined;
}

function contained(list: Node, item: Node): Condition | undefined {
  const [of, value] = [comparedOf(list), literal(item)];
  return of && value !== undefined ? { kind: 'compare', of, operator: 'contains', value } : undefined;
}

/** `%kind.code in ('a' | 'b')`. */
function oneOf(item: Node, list: Node): Condition | undefined {
  const [of, values] = [comparedOf(item), literalsIn(list)];
  if (!of || !values) return undefined;
  const parts = values.map((value): Condition => ({ kind: 'compare', of, operator: '=', value }));
  return parts.length === 1 ? parts[0] : { kind: 'or', parts };
}

function literalsIn(node: Node): (string | number | boolean)[] | undefined {
  const value = literal(node);
  if (value !== undefined) return [value];
  if (node.type !== 'UnionExpression') return undefined;
  const [left, right] = children(node).map(literalsIn);
  return left && right && [...left, ...right];
}

function invoked(left: Node, right: Node): Condition | undefined {
  if (right.type === 'MemberInvocation') {
    const of = comparedOf({ type: 'InvocationExpression', children: [left, right] });
    return of && { kind: 'compare', of, operator: '=', value: true };
  }
  const { name, args } = call(right);
  if (args.length > 0) return undefined;
  if (name === 'not') return { kind: 'not', part: conditionOf(left) };
  const of = comparedOf(left);
  if (of && (name === 'exists' || name === 'empty')) return { kind: 'answered', of, negated: name === 'empty' };
  return undefined;
}

function comparedOf(node: Node): Compared | undefined {
  const path = pathOf(node);
  if (!path) return undefined;
  const [variable, ...rest] = path;
  return { variable: variable!, path: rest.at(-1) === 'code' ? rest.slice(0, -1) : rest };
}

function pathOf(node: Node): string[] | undefined {
  if (node.type === 'ExternalConstantTerm') return [variableName(node)];
  if (node.type !== 'InvocationExpression') return undefined;
  const [left, right] = children(node);
  const before = right?.type === 'MemberInvocation' ? pathOf(left!) : undefined;
  return before && [...before, right!.text ?? ''];
}

function literal(node: Node): string | number | boolean | undefined {
  if (node.type === 'BooleanLiteral') return node.text === 'true';
  if (node.type === 'NumberLiteral') return Number(node.text);
  if (node.type === 'DateLiteral') return (node.text ?? '').slice(1);
  return stringLiteral(node);
}

/** Everything that an expression reads, each once. */
function readsOf(node: Node): Compared[] {
  const here = comparedOf(node);
  const found = here ? [here] : children(node).flatMap(readsOf);
  return [...new Map(found.map((one) => [[one.variable, ...one.path].join('.'), one])).values()];
}
