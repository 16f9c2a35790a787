import type { Shape } from '../engine/types.ts';
import { check, type Remark, type Scope } from './check.ts';
import { libraryEvaluator } from './library.ts';
import { plainClosure } from './plain.ts';
import { parse, size, type Node } from './syntax.ts';
import type { World } from './world.ts';

/** A compiled expression. Shared by all who use the form; holds no answers. */
export interface Expression {
  readonly source: string;
  readonly shape: Shape;
  /** Variables it may read. */
  readonly reads: ReadonlySet<string>;
  /** Properties of `%row` it may read. */
  readonly rowReads: ReadonlySet<string>;
  /** What it asks the existence of: see `Checked`. */
  readonly asked: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  /** Evaluated by a closure of our own instead of by the library. */
  readonly isPlain: boolean;
  /** All values it gives; none for empty. @throws when the library does. */
  values(world: World): readonly unknown[];
  /** Whether it is true. Empty is not; nor is an evaluation that fails. */
  isTrue(world: World): boolean;
}

export type CompiledExpression =
  { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly remarks: readonly Remark[] };

/** An evaluation cannot be interrupted, so what it can cost is bounded by the size of what it is made from. */
const mostNodes = 600;
const mostNestedLoops = 2;

/** An expression made ready once. Whatever in it would be silently wrong is a remark instead. */
export function compileExpression(source: string, scope: Scope): CompiledExpression {
  const tree = parseOrRemark(source);
  if ('message' in tree) return { ok: false, remarks: [tree] };
  if (size(tree) > mostNodes || loops(tree) > mostNestedLoops) {
    return {
      ok: false,
      remarks: [{ message: 'Villkoret är för stort', remedy: 'Dela upp det i flera, eller i calculate' }],
    };
  }
  const { remarks, ...checked } = check(tree, scope);
  if (remarks.length > 0) return { ok: false, remarks };
  const closure = plainClosure(tree);
  const values = closure ? (world: World) => listed(closure(world)) : libraryEvaluator(source, scope.variables);
  const isTrue = closure ? (world: World) => closure(world) === true : (world: World) => attempt(values, world);
  return { ok: true, expression: { source, ...checked, isPlain: closure !== undefined, values, isTrue } };
}

function parseOrRemark(source: string): Node | Remark {
  try {
    return parse(source);
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    return { message: `Villkoret går inte att läsa: ${message}`, remedy: 'Rätta skrivsättet; se FHIRPath' };
  }
}

function listed(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function attempt(values: Expression['values'], world: World): boolean {
  try {
    return values(world)[0] === true;
  } catch {
    return false;
  }
}

const looping = new Set(['where', 'all', 'exists', 'select']);

function loops(node: Node): number {
  const inside = Math.max(0, ...(node.children ?? []).map(loops));
  const name = node.type === 'FunctionInvocation' ? (node.children?.[0]?.children?.[0]?.text ?? '') : '';
  return inside + (looping.has(name) && node.children?.[0]?.children?.[1] ? 1 : 0);
}
