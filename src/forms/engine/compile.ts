import type { Scope } from '../expressions/check.ts';
import { compileExpression, type Expression } from '../expressions/expression.ts';
import { isAnswered, typeOf } from '../questions/types.ts';
import type { Check } from '../schema/common.ts';
import { formSchema, type FormDefinition, type PageDefinition } from '../schema/form.ts';
import type { Question } from '../schema/question.ts';
import {
  inside,
  type CompiledAnswered,
  type CompiledCalculation,
  type CompiledCheck,
  type CompiledForm,
  type CompiledPage,
  type CompiledQuestion,
} from './compiled.ts';
import { cycleProblems } from './cycles.ts';
import { rowScope, scopeOf } from './scope.ts';
import { structureProblems } from './structure.ts';
import { checkKey, flatten, translatable } from './texts.ts';
import type { Form, FormEnvironment, Language, Problem, QuestionPlace } from './types.ts';

export type Compiled =
  { readonly ok: true; readonly form: Form } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Makes a definition ready for use, once for each published version. Everything that would be silently wrong later is a
 * problem here: unknown keys and ids, conditions that can never hold, rules that depend on themselves, texts without a place.
 */
export function compileForm(definition: unknown, environment: FormEnvironment = {}): Compiled {
  const parsed = formSchema.safeParse(definition);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        message: issue.message,
        remedy: 'Rätta enligt beskrivningen av formatet',
      })),
    };
  }
  const structure = structureProblems(parsed.data, environment);
  if (structure.length > 0) return { ok: false, problems: structure };
  const { form, problems } = build(parsed.data, environment);
  const all = [...problems, ...(problems.length > 0 ? [] : cycleProblems(form)), ...textProblems(form, environment)];
  return all.length > 0 ? { ok: false, problems: all } : { ok: true, form };
}

function build(definition: FormDefinition, environment: FormEnvironment): { form: CompiledForm; problems: Problem[] } {
  const problems: Problem[] = [];
  const application = environment.application && inside(environment.application);
  const scope = scopeOf(definition, environment, application?.scope);
  const rowScopes = new Map(
    definition.pages
      .flatMap((page) => page.questions)
      .filter((question) => question.type === 'table')
      .map(({ id }) => [id, rowScope(scope, id)]),
  );
  const rowPageQuestions = new Map<string, CompiledAnswered[]>();
  const byId = new Map<string, CompiledQuestion>();
  const pages = definition.pages.map(compilePage);
  const calculations = (definition.calculate ?? []).map((calculation): CompiledCalculation => {
    const path = `calculate.${calculation.id}`;
    const within = calculation.each === undefined ? scope : (rowScopes.get(calculation.each) ?? scope);
    const when = calculation.when === undefined ? undefined : condition(calculation.when, within, `${path}.when`);
    return { calculation, path, value: compile(calculation.value, within, `${path}.value`), ...(when && { when }) };
  });
  const form: CompiledForm = {
    definition,
    pages,
    byId,
    calculations,
    scope,
    rowScopes,
    ...(application && { application }),
    questions: new Map(
      [...byId].map(([id, { question, page, table }]): [string, QuestionPlace] => [
        id,
        { question, page: page.page, ...(table !== undefined && { table }) },
      ]),
    ),
    text: textFinder(definition, environment),
  };
  return { form, problems };

  function compilePage(page: PageDefinition): CompiledPage {
    const path = `pages.${page.id}`;
    const within = page.repeat === undefined ? scope : (rowScopes.get(page.repeat) ?? scope);
    const questions: CompiledQuestion[] = [];
    const compiled: CompiledPage = {
      page,
      path,
      questions,
      checks: compileChecks(page.checks, within, path),
      ...(page.when !== undefined && { when: condition(page.when, within, `${path}.when`) }),
    };
    for (const question of page.questions) {
      const made = compileQuestion(question, compiled, within);
      questions.push(made);
      byId.set(question.id, made);
      if (page.repeat !== undefined && made.kind === 'answered') held(page.repeat).push(made);
    }
    return compiled;
  }

  function compileQuestion(question: Question, page: CompiledPage, within: Scope): CompiledQuestion {
    const path = `${page.path}.questions.${question.id}`;
    const key = `questions.${question.id}`;
    const common = {
      path,
      key,
      page,
      checks: compileChecks('checks' in question ? question.checks : undefined, within, key, path),
      ...(question.when !== undefined && { when: condition(question.when, within, `${path}.when`) }),
      ...(page.page.repeat !== undefined && { table: page.page.repeat }),
    };
    if (isAnswered(question)) return { kind: 'answered', question, type: typeOf(question), ...common };
    if (question.type === 'info') return { kind: 'info', question, ...common };
    const inRow = rowScopes.get(question.id) ?? scope;
    const columns = question.columns.map((column): CompiledAnswered => ({
      kind: 'answered',
      question: column,
      type: typeOf(column),
      page,
      table: question.id,
      path: `${path}.columns.${column.id}`,
      key: `${key}.columns.${column.id}`,
      checks: compileChecks(column.checks, inRow, `${key}.columns.${column.id}`, `${path}.columns.${column.id}`),
      ...(column.when !== undefined && { when: condition(column.when, inRow, `${path}.columns.${column.id}.when`) }),
    }));
    return { kind: 'table', question, columns, pageQuestions: held(question.id), ...common };
  }

  function held(table: string): CompiledAnswered[] {
    const list = rowPageQuestions.get(table) ?? [];
    rowPageQuestions.set(table, list);
    return list;
  }

  function compileChecks(checks: readonly Check[] = [], within: Scope, key: string, path = key): CompiledCheck[] {
    return checks.map((check, index) => ({
      check,
      path: `${path}.checks.${check.id ?? index + 1}`,
      textKey: checkKey(key, check, index),
      when: condition(check.when, within, `${path}.checks.${check.id ?? index + 1}.when`),
    }));
  }

  function condition(source: string, within: Scope, path: string): Expression {
    const expression = compile(source, within, path);
    if (!['boolean', 'unknown'].includes(expression.shape.kind)) {
      problems.push({
        path,
        message: 'Villkoret ger inte ja eller nej',
        remedy: 'Jämför med något, eller skriv .exists()',
      });
    }
    return expression;
  }

  function compile(source: string, within: Scope, path: string): Expression {
    const result = compileExpression(source, within);
    if (result.ok) return result.expression;
    problems.push(...result.remarks.map((remark) => ({ path, ...remark })));
    return never(source);
  }
}

/** Stands in while the other problems are found; a form with problems is never given out. */
function never(source: string): Expression {
  return {
    source,
    shape: { kind: 'unknown' },
    reads: new Set(),
    rowReads: new Set(),
    asked: new Set(),
    tables: new Set(),
    isPlain: true,
    values: () => [],
    isTrue: () => false,
  };
}

function textFinder(definition: FormDefinition, environment: FormEnvironment): Form['text'] {
  const swedish = new Map(translatable(definition).map(({ key, sv }) => [key, sv]));
  const others = new Map(
    (['sv-simple', 'en'] as const).map((language) => [language as Language, flatten(environment.texts?.[language])]),
  );
  return (key, language) => others.get(language)?.get(key) ?? swedish.get(key) ?? '';
}

/** Texts that belong to nothing in the form: most often a key that has been misspelt or left behind. */
function textProblems(form: CompiledForm, { texts = {} }: FormEnvironment): Problem[] {
  const known = new Set(translatable(form.definition).map(({ key }) => key));
  return Object.entries(texts).flatMap(([language, content]) =>
    [...flatten(content).keys()]
      .filter((key) => /^(pages|questions|calculate)\./.test(key) && !known.has(key))
      .map((key) => ({
        path: `texts.${language}.${key}`,
        message: 'Texten hör inte till något i formuläret',
        remedy: 'Rätta nyckeln eller ta bort texten',
      })),
  );
}
