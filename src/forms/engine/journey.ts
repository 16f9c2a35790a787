import type { Answer, Answers, Typed } from '../answers.ts';
import { worldOf } from './calculate.ts';
import type { CompiledQuestion, CompiledTable } from './compiled.ts';
import { factFor, rowsOf } from './held.ts';
import { answerAt, cellsOf, fieldOf, pagesInTheWay, questionsOn, type PagePlace } from './place.ts';
import { answerFaults, checkFaults, tableFaults, type Findings } from './question-faults.ts';
import type { Fault, Form, FormContext, Journey, JourneyPage, JourneyQuestion, JourneyRow } from './types.ts';
import type { FormWorld } from './world.ts';

const nothingTyped: Typed = {};

/**
 * The way through a form with these answers: which pages and questions there are, what is answered, what is wrong.
 * Derived every time, never stored. `typed` is what a draft keeps of what could not be read.
 */
export function journey(form: Form, answers: Answers, context: FormContext, typed: Typed = nothingTyped): Journey {
  const world = worldOf(form, answers, context);
  const pages = pagesInTheWay(world).map((place) => pageOf(place, world, typed));
  const exit = pages.find((page) => page.exit);
  const next = pages.find((page) => !page.complete && !page.exit);
  return {
    pages,
    ...(next && { next: next.key }),
    complete: !next && !exit,
    ...(exit && { exit: exit.key }),
    errors: pages.flatMap(({ errors }) => errors),
    warnings: pages.flatMap(({ warnings }) => warnings),
    staffWarnings: pages.flatMap(({ staffWarnings }) => staffWarnings),
  };
}

/** The page after another in a journey: where "Fortsätt" leads. None after the last. */
export function pageAfter({ pages }: Journey, key: string): JourneyPage | undefined {
  const at = pages.findIndex((page) => page.key === key);
  return at < 0 ? undefined : pages[at + 1];
}

/** The page before another: where "Tillbaka" leads. */
export function pageBefore({ pages }: Journey, key: string): JourneyPage | undefined {
  return pages[pages.findIndex((page) => page.key === key) - 1];
}

function pageOf(place: PagePlace, world: FormWorld, typed: Typed): JourneyPage {
  const findings: Findings = { errors: [], warnings: [], staffWarnings: [] };
  const row = place.row && { table: place.row.table, id: place.row.id, number: place.row.number };
  const where = { world, typed, page: place.key, ...(row && { row }) };
  const questions = questionsOn(place, world).map((question): JourneyQuestion => {
    const answer = answerAt(question, world.answers, row?.id);
    const before = findings.errors.length;
    if (question.kind === 'answered') answerFaults(question, answer, where, findings);
    if (question.kind === 'table') tableFaults(question, answer, where, findings);
    return questionOf(question, answer, world, findings.errors.slice(before), row?.id);
  });
  // A check over several answers says nothing while one of them is wrong in itself.
  if (findings.errors.length === 0) {
    checkFaults(place.page.checks, place.row?.world ?? world, findings, { page: place.key, ...(row && { row }) });
  }
  const exit = place.page.page.exit !== undefined;
  return {
    key: place.key,
    page: place.page.page,
    ...(row && { row }),
    questions,
    today: world.context.today,
    exit,
    complete: !exit && findings.errors.length === 0,
    ...findings,
  };
}

function questionOf(
  question: CompiledQuestion,
  answer: Answer | undefined,
  world: FormWorld,
  errors: readonly Fault[],
  rowId?: string,
): JourneyQuestion {
  const fact = factFor(question, world.context);
  return {
    question: question.question,
    field: fieldOf(question, rowId),
    complete: errors.length === 0,
    ...(answer !== undefined && { answer }),
    ...(fact !== undefined && { fact }),
    ...(question.kind === 'table' && { rows: rowsIn(question, answer, world) }),
  };
}

function rowsIn(table: CompiledTable, answer: Answer | undefined, world: FormWorld): readonly JourneyRow[] {
  return (rowsOf(answer) ?? []).map((row, index) => ({
    id: row.id,
    number: index + 1,
    cells: cellsOf(table.columns, world, table.question.id, row).map((column) => {
      const cell = Object.hasOwn(row.answers, column.question.id) ? row.answers[column.question.id] : undefined;
      return {
        question: column.question,
        field: fieldOf(column, row.id),
        complete: cell !== undefined,
        ...(cell !== undefined && { answer: cell }),
      };
    }),
  }));
}
