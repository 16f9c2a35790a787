import type { Answers } from '../answers.ts';
import { compileExpression, type Expression } from '../expressions/expression.ts';
import { calculate, worldOf } from './calculate.ts';
import { inside } from './compiled.ts';
import { pagesInTheWay, questionsOn } from './place.ts';
import { trace } from './trace.ts';
import type { Explanation, Form, FormContext, Problem } from './types.ts';

/** Every rule that stands in the way with these answers: what it is, what it read, how it came out. */
export function explain(form: Form, answers: Answers, context: FormContext): readonly Explanation[] {
  const world = worldOf(form, answers, context);
  const found: Explanation[] = [];
  const note = (path: string, expression: Expression | undefined, within: Parameters<typeof trace>[1] = world) => {
    if (expression) found.push(trace(expression, within, path).explanation);
  };
  const shown = new Set(pagesInTheWay(world).map(({ page }) => page));
  for (const page of world.form.pages) {
    if (page.page.repeat === undefined && !shown.has(page)) note(`${page.path}.when`, page.when);
  }
  for (const place of pagesInTheWay(world)) {
    const within = place.row?.world ?? world;
    note(`${place.page.path}.when`, place.page.when, within);
    for (const question of place.page.questions) note(`${question.path}.when`, question.when, within);
    for (const check of place.page.checks) note(check.path, check.when, within);
    for (const question of questionsOn(place, world)) {
      for (const check of question.checks) note(check.path, check.when, within);
    }
  }
  return [...found, ...calculate(form, answers, context).map(({ explanation }) => explanation)];
}

/** A rule outside the pages – who may apply, where a case goes, what is proposed – over a form's answers. */
export interface Rule {
  readonly path: string;
  readonly source: string;
}

export type CompiledRule =
  { readonly ok: true; readonly rule: Rule } | { readonly ok: false; readonly problems: readonly Problem[] };

interface InnerRule extends Rule {
  readonly expression: Expression;
  readonly form: Form;
}

/** Makes a rule ready, against the ids, calculations and context variables of a form. */
export function compileRule(form: Form, source: string, path: string): CompiledRule {
  const result = compileExpression(source, inside(form).scope);
  if (!result.ok) return { ok: false, problems: result.remarks.map((remark) => ({ path, ...remark })) };
  const rule: InnerRule = { path, source, expression: result.expression, form };
  return { ok: true, rule };
}

/**
 * How a rule comes out. `holds` is true only for true; when something it reads is unanswered, `explanation.missing` says
 * what, and a proposal must not be made from it.
 */
export function evaluateRule(
  rule: Rule,
  answers: Answers,
  context: FormContext,
): { readonly holds: boolean; readonly explanation: Explanation } {
  const { expression, form, path } = rule as InnerRule;
  const { values, explanation } = trace(expression, worldOf(form, answers, context), path);
  return { holds: values.length === 1 && values[0] === true, explanation };
}
