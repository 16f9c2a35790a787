import type { Shape } from '../engine/types.ts';
import { functions } from './functions.ts';
import { nearest } from './nearest.ts';
import {
  boolean,
  comparable,
  day,
  describe,
  integer,
  many,
  number,
  one,
  property,
  propertyNames,
  string,
  time,
} from './shapes.ts';
import { call, children, stringLiteral, variableName, type Node } from './syntax.ts';

export interface Remark {
  readonly message: string;
  readonly remedy: string;
}

export interface Scope {
  readonly variables: ReadonlyMap<string, Shape>;
  /** Number of keys of each dated table; any table is taken when left out. */
  readonly tables?: Readonly<Record<string, { readonly keys: number }>>;
}

export interface Checked {
  readonly shape: Shape;
  readonly remarks: readonly Remark[];
  /** Variables that it may read. */
  readonly reads: ReadonlySet<string>;
  /** Properties of `%row` that it may read. */
  readonly rowReads: ReadonlySet<string>;
  /** What it asks the existence of (`extra`, `incomes.extra`, `*.extra` inside where()): emptiness is thought of there. */
  readonly asked: ReadonlySet<string>;
  /** Tables that it may look in. */
  readonly tables: ReadonlySet<string>;
}

/**
 * What an expression gives, and everything in it that would be silently empty or silently false: an unknown id, property,
 * function or code, and comparisons of things that never are equal.
 */
export function check(node: Node, scope: Scope): Checked {
  const remarks: Remark[] = [];
  const reads = new Set<string>();
  const rowReads = new Set<string>();
  const asked = new Set<string>();
  const tables = new Set<string>();
  const say = (message: string, remedy: string): Shape => {
    remarks.push({ message, remedy });
    return { kind: 'unknown' };
  };
  const shape = shapeOf(node);
  return { shape, remarks, reads, rowReads, asked, tables };

  function shapeOf(of: Node, self?: Shape): Shape {
    const [left, right] = children(of);
    switch (of.type) {
      case 'StringLiteral':
        return string;
      case 'BooleanLiteral':
        return boolean;
      case 'DateLiteral':
        return day;
      case 'TimeLiteral':
        return time;
      case 'NumberLiteral':
        return /^\d+$/.test(of.text ?? '') ? integer : number;
      case 'QuantityLiteral':
        return { kind: 'duration' };
      case 'NullLiteral':
        return { kind: 'unknown' };
      case 'ExternalConstantTerm':
        return variable(variableName(of));
      case 'ThisInvocation':
        return self ?? say('$this står utanför where() och liknande', 'Skriv %id');
      case 'MemberInvocation':
        return member(of.text ?? '', self);
      case 'FunctionInvocation':
        return invoke(of, undefined, self);
      case 'InvocationExpression':
        return invocation(left!, right!, self);
      case 'IndexerExpression':
        return one(shapeOf(left!, self));
      case 'PolarityExpression':
        return shapeOf(left!, self);
      case 'AndExpression':
      case 'OrExpression':
      case 'ImpliesExpression':
        return logic(of, left!, right!, self);
      case 'EqualityExpression':
      case 'InequalityExpression':
        return comparison(of, left!, right!, self);
      case 'MembershipExpression':
        return membership(of, left!, right!, self);
      case 'UnionExpression':
        return many(shapeOf(left!, self).kind === 'unknown' ? shapeOf(right!, self) : both(left!, right!, self));
      case 'AdditiveExpression':
      case 'MultiplicativeExpression':
        return arithmetic(of, left!, right!, self);
      default:
        return say(`"${of.type}" används inte här`, 'Skriv villkoret på annat sätt');
    }
  }

  function both(left: Node, right: Node, self?: Shape): Shape {
    const [a, b] = [shapeOf(left, self), shapeOf(right, self)];
    return comparable(a, b) ? a : say(`${describe(a)} och ${describe(b)} går inte att slå ihop`, 'Använd samma slag');
  }

  function variable(name: string): Shape {
    const known = scope.variables.get(name);
    if (known) {
      reads.add(name);
      return known;
    }
    const meant = nearest(name, scope.variables.keys());
    return say(`%${name} finns inte`, meant ? `Menar du %${meant}?` : 'Skriv id för en fråga i formuläret');
  }

  function member(name: string, self?: Shape): Shape {
    if (!self) return say(`"${name}" saknar procenttecken och blir alltid tomt`, `Skriv %${name}`);
    return propertyIn(self, name);
  }

  function propertyIn(of: Shape, name: string): Shape {
    if (of.kind === 'unknown') return of;
    const found = property(of, name);
    if (found) return found;
    const names = propertyNames(of);
    const meant = nearest(name, names);
    return say(
      `.${name} finns inte`,
      meant
        ? `Menar du .${meant}?`
        : names.length
          ? `Det som finns är ${names.map((known) => `.${known}`).join(', ')}`
          : 'Ta bort det: svaret har inga delar',
    );
  }

  function invocation(left: Node, right: Node, self?: Shape): Shape {
    const of = shapeOf(left, self);
    if (right.type === 'FunctionInvocation') {
      const { name, args } = call(right);
      if ((name === 'exists' || name === 'empty') && args.length === 0) asked.add(path(left));
      return invoke(right, of, self);
    }
    if (left.type === 'ExternalConstantTerm' && variableName(left) === 'row') rowReads.add(right.text ?? '');
    return propertyIn(of, right.text ?? '');
  }

  function invoke(node: Node, of: Shape | undefined, self?: Shape): Shape {
    const { name, args } = call(node);
    const rule = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!rule) {
      const meant = nearest(name, Object.keys(functions));
      return say(
        `Funktionen ${name}() används inte här`,
        meant ? `Menar du ${meant}()?` : `De som finns: ${Object.keys(functions).join(', ')}`,
      );
    }
    if (args.length < rule.args[0] || args.length > rule.args[1]) {
      return say(`${name}() har ${args.length} argument`, `Den tar ${rule.args[0]}–${rule.args[1]}`);
    }
    const item = rule.perItem && of ? one(of) : self;
    const shapes = args.map((arg) => shapeOf(arg, item));
    if (name === 'lookup') lookupArguments(args);
    if (name === 'coalesce') for (const arg of args.slice(0, -1)) asked.add(path(arg));
    const condition = name === 'iif' || name === 'where' || name === 'all' || name === 'exists' ? shapes[0] : undefined;
    if (condition) truth(condition, name);
    if (name === 'not' && of) truth(of, name);
    if ((name === 'age' || name === 'daysUntil') && of?.kind !== 'day' && of?.kind !== 'unknown') {
      return say(`${name}() räknar från en dag`, 'Sätt den efter en fråga av typen date');
    }
    return rule.result(of ?? self ?? { kind: 'unknown' }, shapes);
  }

  function lookupArguments([first, ...keys]: readonly Node[]): void {
    const table = first && stringLiteral(first);
    if (!table) return void say('lookup() börjar med tabellens namn', "Skriv till exempel lookup('norm', %alder)");
    tables.add(table);
    const known = scope.tables?.[table];
    if (scope.tables && !known) {
      const meant = nearest(table, Object.keys(scope.tables));
      say(`Tabellen ${table} finns inte`, meant ? `Menar du ${meant}?` : 'Lägg till tabellen');
    } else if (known && known.keys !== keys.length) {
      say(
        `Tabellen ${table} slås upp med ${known.keys} nycklar, inte ${keys.length}`,
        'Skriv en nyckel för varje nyckelkolumn',
      );
    }
  }

  function truth(shape: Shape, where: string): void {
    if (shape.kind !== 'boolean' && shape.kind !== 'unknown') {
      say(`${where} vill ha ja eller nej, men får ${describe(shape)}`, 'Jämför med något, eller skriv .exists()');
    } else if (shape.many) {
      say(`${where} får flera svar på en gång`, 'Skriv .allTrue(), .anyTrue() eller .exists(…)');
    }
  }

  function logic(of: Node, left: Node, right: Node, self?: Shape): Shape {
    truth(shapeOf(left, self), of.text ?? 'and');
    truth(shapeOf(right, self), of.text ?? 'and');
    return boolean;
  }

  function comparison(of: Node, left: Node, right: Node, self?: Shape): Shape {
    const [a, b] = [shapeOf(left, self), shapeOf(right, self)];
    sameKind(a, b);
    codes(a, right);
    codes(b, left);
    if (a.many || b.many) {
      say(`"${of.text}" jämför ett värde, men får flera`, 'Skriv contains, in, .all(…) eller .exists(…)');
    }
    return boolean;
  }

  function membership(of: Node, left: Node, right: Node, self?: Shape): Shape {
    const [a, b] = [shapeOf(left, self), shapeOf(right, self)];
    sameKind(a, b);
    if (of.text === 'contains') codes(a, right);
    else codes(a, ...(right.type === 'UnionExpression' ? children(right) : [right]));
    if (of.text === 'in' && a.many)
      say('"in" vill ha ett värde till vänster', 'Skriv contains, med listan till vänster');
    return boolean;
  }

  function sameKind(a: Shape, b: Shape): void {
    if (comparable(a, b)) return;
    const coded = a.kind === 'coding' || b.kind === 'coding';
    const dated = (a.kind === 'day' || b.kind === 'day') && (a.kind === 'string' || b.kind === 'string');
    say(
      `${describe(a)} jämförs med ${describe(b)} och blir aldrig lika`,
      coded ? 'Skriv .code efter frågans id' : dated ? 'Skriv dagen som @2026-05-03' : 'Jämför saker av samma slag',
    );
  }

  function codes(shape: Shape, ...literals: readonly Node[]): void {
    if (!('codes' in shape) || !shape.codes) return;
    for (const literal of literals) {
      const text = stringLiteral(literal);
      if (text === undefined || shape.codes.includes(text)) continue;
      const meant = nearest(text, shape.codes);
      say(
        `'${text}' är inte ett av alternativen`,
        meant ? `Menar du '${meant}'?` : `De som finns: ${shape.codes.join(', ')}`,
      );
    }
  }

  function arithmetic(of: Node, left: Node, right: Node, self?: Shape): Shape {
    const [a, b] = [shapeOf(left, self), shapeOf(right, self)];
    if (a.many || b.many) say(`"${of.text}" räknar med ett värde, men får flera`, 'Skriv .sum() eller .first()');
    if (of.text === '&') return string;
    if ((a.kind === 'day' || a.kind === 'time' || a.kind === 'dateTime') && b.kind === 'duration') return a;
    if (a.kind === 'string' && b.kind === 'string' && of.text === '+') return string;
    for (const side of [a, b]) {
      if (!['integer', 'number', 'unknown'].includes(side.kind))
        say(`Det går inte att räkna med ${describe(side)}`, 'Räkna med tal');
    }
    return a.kind === 'integer' && b.kind === 'integer' && of.text !== '/' ? integer : number;
  }
}

/** A variable and its properties with dots; inside where() the item is `*`. Empty for anything else. */
function path(node: Node): string {
  if (node.type === 'ExternalConstantTerm') return variableName(node);
  if (node.type === 'MemberInvocation') return `*.${node.text}`;
  const [left, right] = children(node);
  if (node.type !== 'InvocationExpression' || right?.type !== 'MemberInvocation') return '';
  return left?.type === 'ThisInvocation' ? `*.${right.text}` : `${path(left!)}.${right.text}`;
}
