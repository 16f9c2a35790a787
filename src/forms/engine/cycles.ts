import type { Expression } from '../expressions/expression.ts';
import type { CompiledForm } from './compiled.ts';
import type { Problem } from './types.ts';

/** Rules that lead back to themselves: whether A is asked depends on B, and B on A. They would never come to an answer. */
export function cycleProblems(form: CompiledForm): Problem[] {
  const edges = dependencies(form);
  const done = new Set<string>();
  const problems: Problem[] = [];
  for (const start of edges.keys()) visit(start, []);
  return problems;

  function visit(node: string, trail: readonly string[]): void {
    const at = trail.indexOf(node);
    if (at >= 0) {
      const circle = [...trail.slice(at), node];
      problems.push({
        path: form.byId.get(node)?.path ?? node,
        message: `Reglerna går i cirkel: ${circle.join(' → ')}`,
        remedy: 'Ta bort ett av villkoren',
      });
      return;
    }
    if (done.has(node)) return;
    for (const next of edges.get(node) ?? []) visit(next, [...trail, node]);
    done.add(node);
  }
}

/** What each value depends on. Columns are written `incomes.amount`. */
function dependencies(form: CompiledForm): ReadonlyMap<string, ReadonlySet<string>> {
  const edges = new Map<string, Set<string>>();
  const add = (node: string, table: string | undefined, ...expressions: readonly (Expression | undefined)[]) => {
    const to = edges.get(node) ?? new Set();
    edges.set(node, to);
    for (const expression of expressions) {
      for (const name of expression?.reads ?? []) if (name !== 'row') to.add(name);
      for (const name of expression?.rowReads ?? []) to.add(`${table}.${name}`);
    }
    return to;
  };
  for (const page of form.pages) {
    for (const question of page.questions) {
      const table = question.table;
      const node = table === undefined ? question.question.id : `${table}.${question.question.id}`;
      add(node, table, page.when, question.when);
      if (question.kind !== 'table') continue;
      for (const column of question.columns) add(`${node}.${column.question.id}`, node, column.when);
      // A table as a whole depends on what each of its cells depends on, and cells read by `%row` belong to it.
      const whole = add(node, undefined);
      for (const cell of [...question.columns, ...question.pageQuestions]) {
        whole.add(`${node}.${cell.question.id}`);
      }
    }
  }
  for (const { calculation, value, when } of form.calculations) add(calculation.id, calculation.each, value, when);
  return edges;
}
