import type { Answers, Day, Row } from '../answers.ts';
import type { World } from '../expressions/world.ts';
import type { CompiledAnswered, CompiledForm, CompiledPage, CompiledQuestion } from './compiled.ts';
import { bare, held, rowsOf } from './held.ts';
import { findRow } from './lookup.ts';
import type { FormContext, LookupRow } from './types.ts';

/** Works out the amount of a calculation; given by `calculate.ts`, so that answers and results can stand in one expression. */
export type Amount = (world: FormWorld, id: string) => number | undefined;

/**
 * One set of answers in one context, as expressions see it. Which questions are asked is worked out when first needed, and
 * once: a hidden question is empty to every other.
 */
export class FormWorld implements World {
  readonly today: Day;
  readonly #visible = new Map<CompiledQuestion | CompiledPage, boolean>();
  readonly #values = new Map<string, unknown>();
  readonly #application: FormWorld | undefined;

  constructor(
    readonly form: CompiledForm,
    readonly answers: Answers,
    readonly context: FormContext,
    readonly amount: Amount,
  ) {
    this.today = context.today;
    this.#application = form.application && new FormWorld(form.application, context.application ?? {}, context, amount);
  }

  read(name: string): unknown {
    if (this.#values.has(name)) return this.#values.get(name);
    const value = this.#find(name);
    this.#values.set(name, value);
    return value;
  }

  lookup(table: string, keys: readonly (string | number)[]): number | undefined {
    return this.lookupRow(table, keys)?.value;
  }

  lookupRow(table: string, keys: readonly (string | number)[]): LookupRow | undefined {
    return findRow(this.context.tables?.[table], keys, this.tableDay);
  }

  get tableDay(): Day {
    return this.context.tableDay ?? this.today;
  }

  /** Whether a page that does not repeat is in the way. */
  shows(page: CompiledPage): boolean {
    const parts = this.context.parts;
    if (parts && !parts.includes(page.page.part ?? 'shared')) return false;
    return this.#once(page, () => page.when === undefined || page.when.isTrue(this));
  }

  /** Whether a question that is not in a row is asked. Whose part it stands in does not matter: all parts can be read. */
  asks(question: CompiledQuestion): boolean {
    if (question.when === undefined && question.page.when === undefined) return true;
    return this.#once(
      question,
      () =>
        (question.page.when === undefined || this.#once(question.page, () => question.page.when!.isTrue(this))) &&
        (question.when === undefined || question.when.isTrue(this)),
    );
  }

  /** The world of one row, where `%row` is it. */
  inRow(table: string, row: Row): RowWorld {
    return new RowWorld(this, table, row);
  }

  #once(of: CompiledQuestion | CompiledPage, decide: () => boolean): boolean {
    const known = this.#visible.get(of);
    if (known !== undefined) return known;
    // Circles are refused at publish; should one be left, it reads as hidden instead of running for ever.
    this.#visible.set(of, false);
    const visible = decide();
    this.#visible.set(of, visible);
    return visible;
  }

  #find(name: string): unknown {
    const question = this.form.byId.get(name);
    if (question && question.table === undefined) return this.asks(question) ? this.#answer(question) : undefined;
    if (name === 'applicant' || name === 'organisation') return this.context[name];
    if (name === 'previous') return this.context.previous && this.#previous(this.context.previous);
    if (this.form.calculations.some(({ calculation }) => calculation.id === name)) return this.amount(this, name);
    if (this.context.variables && Object.hasOwn(this.context.variables, name)) return this.context.variables[name];
    return this.#application?.read(name);
  }

  #answer(question: CompiledQuestion): unknown {
    const answer = Object.hasOwn(this.answers, question.question.id) ? this.answers[question.question.id] : undefined;
    if (question.kind === 'answered') return valueOf(question, answer);
    if (question.kind === 'info') return undefined;
    return rowsOf(answer)?.map((row) => this.inRow(question.question.id, row).values());
  }

  /** Last time's answers, without asking whether they would be asked now. */
  #previous(previous: Answers): object {
    const values = {};
    for (const [id, question] of this.form.byId) {
      const fact = bare(previous, id);
      if (fact === undefined || question.kind === 'info' || question.table !== undefined) continue;
      Object.defineProperty(values, id, {
        enumerable: true,
        get: () =>
          question.kind === 'answered'
            ? valueOf(question, previous[id])
            : rowsOf(previous[id])?.map((row) =>
                Object.fromEntries(
                  question.columns.map((column) => [
                    column.question.id,
                    valueOf(column, row.answers[column.question.id]),
                  ]),
                ),
              ),
      });
    }
    return values;
  }
}

/** One row: everything in the form, and `%row`. */
export class RowWorld implements World {
  readonly today: Day;
  readonly #visible = new Map<CompiledQuestion, boolean>();

  constructor(
    readonly outside: FormWorld,
    readonly table: string,
    readonly row: Row,
  ) {
    this.today = outside.today;
  }

  read(name: string): unknown {
    return name === 'row' ? this.values() : this.outside.read(name);
  }

  lookup(table: string, keys: readonly (string | number)[]): number | undefined {
    return this.outside.lookup(table, keys);
  }

  asks(question: CompiledAnswered): boolean {
    const known = this.#visible.get(question);
    if (known !== undefined) return known;
    this.#visible.set(question, false);
    const pageWhen = question.page.page.repeat === undefined ? undefined : question.page.when;
    const visible =
      (pageWhen === undefined || pageWhen.isTrue(this)) && (question.when === undefined || question.when.isTrue(this));
    this.#visible.set(question, visible);
    return visible;
  }

  /** The row as an object whose cells are worked out when they are read. */
  values(): object {
    const values = {};
    const table = this.outside.form.byId.get(this.table);
    if (table?.kind !== 'table') return values;
    for (const cell of [...table.columns, ...table.pageQuestions]) {
      const { id } = cell.question;
      Object.defineProperty(values, id, {
        enumerable: true,
        get: () =>
          this.asks(cell)
            ? valueOf(cell, Object.hasOwn(this.row.answers, id) ? this.row.answers[id] : undefined)
            : undefined,
      });
    }
    return values;
  }
}

function valueOf(question: CompiledAnswered, answer: Answers[string] | undefined): unknown {
  const found = held(question, answer);
  return 'value' in found ? question.type.variable(question.question, found.value) : undefined;
}
