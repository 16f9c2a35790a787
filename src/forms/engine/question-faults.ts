import type { Answer, Row, Typed } from '../answers.ts';
import type { AnswerFault } from '../questions/type.ts';
import type { CompiledAnswered, CompiledCheck, CompiledTable } from './compiled.ts';
import { factFor, held, rowsOf, sameJson } from './held.ts';
import { cellsOf, fieldOf } from './place.ts';
import { readOne } from './read-one.ts';
import { belongs } from './typed.ts';
import type { Fault } from './types.ts';
import type { FormWorld, RowWorld } from './world.ts';

export interface Findings {
  readonly errors: Fault[];
  readonly warnings: Fault[];
  readonly staffWarnings: Fault[];
}

export interface Where {
  readonly world: FormWorld;
  readonly typed: Typed;
  readonly page: string;
  readonly row?: Fault['row'];
}

/** What is wrong with an answer that is not a table, into `findings`. */
export function answerFaults(
  question: CompiledAnswered,
  answer: Answer | undefined,
  where: Where,
  findings: Findings,
): void {
  const before = findings.errors.length;
  for (const found of faultsOf(question, answer, where)) findings.errors.push(placed(found, question, where));
  if (findings.errors.length === before) {
    const within = where.row && question.table !== undefined ? rowWorld(question.table, where) : undefined;
    checkFaults(question.checks, within ?? where.world, findings, {
      page: where.page,
      question: question.question.id,
      field: fieldOf(question, where.row?.id),
      ...(where.row && { row: where.row }),
    });
  }
}

function faultsOf(
  question: CompiledAnswered,
  answer: Answer | undefined,
  { world, typed, row }: Where,
): readonly AnswerFault[] {
  const field = fieldOf(question, row?.id);
  if (Object.keys(typed).some((name) => belongs(name, field))) {
    const { fault } = readOne(question, typed, field, world.context);
    if (fault) return [fault];
  }
  const fact = factFor(question, world.context);
  const found = held(question, answer);
  switch (found.state) {
    case 'unanswered':
      if (fact !== undefined) return [{ code: 'required.confirm', part: 'confirm' }];
      return question.question.optional ? [] : [{ code: `required.${question.type.requiredOf?.(question.question) ?? question.type.required}` }];
    case 'unfit':
      return [{ code: 'unfit' }];
    case 'dontKnow':
      return [];
    case 'confirmed':
      // What has changed since it was found right must be looked at again; a port that is silent changes nothing.
      return fact !== undefined && !sameJson(fact, found.value) ? [{ code: 'confirm.changed', part: 'confirm' }] : [];
    case 'value':
      return question.type.faults(question.question, found.value, world.today);
  }
}

/** What is wrong with a table and the cells of its rows, into `findings`. */
export function tableFaults(table: CompiledTable, answer: Answer | undefined, where: Where, findings: Findings): void {
  const { id, optional, min = optional ? 0 : 1, max = 50 } = table.question;
  const say = (found: AnswerFault) => findings.errors.push(placed(found, table, where));
  const fact = factFor(table, where.world.context);
  const isConfirmed = typeof answer === 'object' && answer !== null && 'confirmed' in answer;
  if (isConfirmed && fact !== undefined && !sameJson(fact, answer.confirmed))
    return void say({ code: 'confirm.changed', part: 'confirm' });
  if (typeof answer === 'object' && answer !== null && 'dontKnow' in answer && table.question.dontKnow) return;
  const rows = rowsOf(answer);
  if (rows === undefined) {
    if (fact !== undefined) say({ code: 'required.confirm', part: 'confirm' });
    else if (!optional) say(min === 0 ? { code: 'required.table' } : { code: 'table.few', params: { min } });
    return;
  }
  if (rows.length < min) say({ code: 'table.few', params: { min } });
  if (rows.length > max) say({ code: 'table.many', params: { max } });
  if (!isConfirmed) rows.forEach((row, index) => rowFaults(table, row, index, where, findings));
  if (findings.errors.length === 0)
    checkFaults(table.checks, where.world, findings, { page: where.page, question: id, field: id });
}

function rowFaults(table: CompiledTable, row: Row, index: number, where: Where, findings: Findings): void {
  const inRow: Where = { ...where, row: { table: table.question.id, id: row.id, number: index + 1 } };
  for (const cell of cellsOf(table.columns, where.world, table.question.id, row)) {
    answerFaults(
      cell,
      Object.hasOwn(row.answers, cell.question.id) ? row.answers[cell.question.id] : undefined,
      inRow,
      findings,
    );
  }
}

/** What the definition's own checks say, into `findings`. */
export function checkFaults(
  checks: readonly CompiledCheck[],
  world: FormWorld | RowWorld,
  findings: Findings,
  at: Omit<Fault, 'code' | 'textKey'>,
): void {
  for (const { check, when, textKey } of checks) {
    if (!when.isTrue(world)) continue;
    const into =
      check.error !== undefined
        ? findings.errors
        : check.warn !== undefined
          ? findings.warnings
          : findings.staffWarnings;
    into.push({ ...at, code: 'check', textKey });
  }
}

function placed(
  { code, params, ...found }: AnswerFault,
  question: CompiledAnswered | CompiledTable,
  { page, row }: Where,
): Fault {
  const field = fieldOf(question, row?.id);
  const part = found.part ?? (question.kind === 'answered' ? question.type.mainPart?.(question.question) : undefined);
  return {
    code,
    page,
    question: question.question.id,
    field: part === undefined ? field : `${field}.${part}`,
    ...(params && { params }),
    ...(row && { row }),
  };
}

function rowWorld(table: string, { world, row }: Where): RowWorld | undefined {
  const found = rowsOf(world.answers[table])?.find(({ id }) => id === row?.id);
  return found && world.inRow(table, found);
}
