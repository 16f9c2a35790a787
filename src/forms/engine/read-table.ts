import type { Answer, Answers, FileReference, Row } from '../answers.ts';
import type { CompiledTable } from './compiled.ts';
import { factFor, rowsOf } from './held.ts';
import { isBlank } from './read-one.ts';
import { readAnswer, type Reading } from './read-answer.ts';
import { fieldsOf } from './typed.ts';

/**
 * The rows after a page was posted. Rows are named by the page, so a table works without scripts: the buttons add and take
 * away, and rows where nothing at all was filled in are left out when going on.
 */
export function readTable(table: CompiledTable, before: Answer | undefined, reading: Reading): Answer | undefined {
  const { id, dontKnow } = table.question;
  const fields = fieldsOf(reading.raw, id);
  const fact = factFor(table, reading.context);
  const confirm = fact === undefined ? '' : fields.text('confirm');
  if (fact !== undefined && confirm === 'yes') return { confirmed: fact };
  if (dontKnow && fields.text('dontKnow') !== '') return { dontKnow: true };
  const known = rowsOf(before);
  // "No, it is not right": last time's rows stay, to be changed.
  const isCorrecting = fact !== undefined && confirm === 'no' && (known === undefined || isConfirmed(before));
  if (isCorrecting) {
    reading.correcting = id;
    return fact as unknown as readonly Row[];
  }
  if (isConfirmed(before) && confirm === '') return before;
  if (fact !== undefined && known === undefined && rowIds(table, reading).length === 0) return undefined;
  return rowsAfter(table, known ?? [], reading);
}

function rowsAfter(table: CompiledTable, known: readonly Row[], reading: Reading): readonly Row[] {
  const { id, max = 50 } = table.question;
  const { pressed } = reading;
  const sent = rowIds(table, reading);
  const ids = [...known.map((row) => row.id), ...sent.filter((rowId) => !known.some((row) => row.id === rowId))];
  const removed = pressed?.action === 'remove' && pressed.table === id ? pressed.row : undefined;
  const isAdding = pressed?.action === 'add' && pressed.table === id;
  const rows = ids.slice(0, Math.max(max, known.length)).flatMap((rowId): Row[] => {
    const row = known.find((one) => one.id === rowId) ?? { id: rowId, answers: {} };
    if (rowId === removed) {
      reading.removedFiles.push(...filesIn(row));
      return [];
    }
    if (!sent.includes(rowId) && known.includes(row)) return [row];
    const answers = readRow(table, row, reading);
    return Object.keys(answers).length === 0 && isBlank(reading.raw, `${id}.${rowId}`) && !pressed
      ? []
      : [{ id: rowId, answers }];
  });
  return isAdding && rows.length < max ? [...rows, { id: nextId([...ids]), answers: {} }] : rows;
}

/** Row ids that the page names. Made by us, so anything else is not a row. */
function rowIds(table: CompiledTable, { raw, uploaded }: Reading): readonly string[] {
  const prefix = `${table.question.id}.`;
  const ids = [...Object.keys(raw), ...Object.keys(uploaded)]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length).split('.')[0]!);
  return [...new Set(ids)].filter((rowId) => /^r\d{1,6}$/.test(rowId));
}

function readRow(table: CompiledTable, row: Row, reading: Reading): Answers {
  const own = new Set(table.columns.map(({ question }) => question.id));
  const answers: Record<string, Answer> = Object.fromEntries(
    Object.entries(row.answers).filter(([name]) => !own.has(name)),
  );
  for (const column of table.columns) {
    const { id } = column.question;
    const before = Object.hasOwn(row.answers, id) ? row.answers[id] : undefined;
    const field = `${table.question.id}.${row.id}.${id}`;
    const wasShown =
      Object.keys({ ...reading.raw, ...reading.uploaded }).some(
        (name) => name === field || name.startsWith(`${field}.`),
      ) || fieldsOf(reading.raw, 'asked').all().includes(field);
    // A hidden cell's answer is kept, as everywhere.
    const answer = wasShown ? readAnswer(column, field, before, reading) : before;
    if (answer !== undefined) answers[id] = answer;
  }
  return answers;
}

function filesIn(row: Row): readonly FileReference[] {
  return Object.values(row.answers)
    .flatMap((answer) => (Array.isArray(answer) ? answer : []))
    .filter(
      (item): item is FileReference => typeof item === 'object' && item !== null && 'size' in item && 'type' in item,
    );
}

/** Never one that has been used on the page, so that what was typed in a row that is gone cannot come back in another. */
function nextId(ids: readonly string[]): string {
  return `r${Math.max(0, ...ids.map((id) => Number(id.slice(1)) || 0)) + 1}`;
}

function isConfirmed(answer: Answer | undefined): answer is Extract<Answer, { confirmed: unknown }> {
  return typeof answer === 'object' && answer !== null && 'confirmed' in answer;
}
