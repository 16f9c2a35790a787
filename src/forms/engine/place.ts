import type { Answer, Answers, Row } from '../answers.ts';
import type { CompiledAnswered, CompiledPage, CompiledQuestion } from './compiled.ts';
import { rowsOf } from './held.ts';
import type { FormWorld, RowWorld } from './world.ts';

/** A page as it comes in a journey: for one that repeats, one place a row. */
export interface PagePlace {
  readonly key: string;
  readonly page: CompiledPage;
  readonly row?: { readonly table: string; readonly id: string; readonly number: number; readonly world: RowWorld };
}

/** Every page in the way, in order, up to and including an exit. */
export function pagesInTheWay(world: FormWorld): readonly PagePlace[] {
  const places: PagePlace[] = [];
  for (const page of world.form.pages) {
    for (const place of placesOf(page, world)) {
      places.push(place);
      if (page.page.exit) return places;
    }
  }
  return places;
}

function placesOf(page: CompiledPage, world: FormWorld): readonly PagePlace[] {
  const table = page.page.repeat;
  if (table === undefined) return world.shows(page) ? [{ key: page.page.id, page }] : [];
  const parts = world.context.parts;
  if (parts && !parts.includes(page.page.part ?? 'shared')) return [];
  const question = world.form.byId.get(table);
  if (!question || !world.asks(question)) return [];
  return (rowsOf(world.answers[table]) ?? []).flatMap((row, index) => {
    const inRow = world.inRow(table, row);
    if (page.when && !page.when.isTrue(inRow)) return [];
    return [{ key: `${page.page.id}~${row.id}`, page, row: { table, id: row.id, number: index + 1, world: inRow } }];
  });
}

/** The questions asked on a page. */
export function questionsOn({ page, row }: PagePlace, world: FormWorld): readonly CompiledQuestion[] {
  return page.questions.filter((question) =>
    row && question.kind === 'answered'
      ? row.world.asks(question)
      : row
        ? question.when === undefined || question.when.isTrue(row.world)
        : world.asks(question),
  );
}

/** First part of a question's field names. */
export function fieldOf(question: CompiledQuestion, rowId?: string): string {
  return question.table === undefined || rowId === undefined
    ? question.question.id
    : `${question.table}.${rowId}.${question.question.id}`;
}

/** The answer to a question where it is held: in the form, or in a row. */
export function answerAt(question: CompiledQuestion, answers: Answers, rowId?: string): Answer | undefined {
  const { id } = question.question;
  if (question.table === undefined) return Object.hasOwn(answers, id) ? answers[id] : undefined;
  const row = rowsOf(answers[question.table])?.find((one) => one.id === rowId);
  return row && Object.hasOwn(row.answers, id) ? row.answers[id] : undefined;
}

/** The cells of a table's row that are asked. */
export function cellsOf(
  columns: readonly CompiledAnswered[],
  world: FormWorld,
  table: string,
  row: Row,
): readonly CompiledAnswered[] {
  const inRow = world.inRow(table, row);
  return columns.filter((column) => inRow.asks(column));
}
