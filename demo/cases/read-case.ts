import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Answers, Json } from '../../src/forms/index.ts';

/** A case of the demonstration, with its days worked out. */
export interface DemoCase {
  service: string;
  /** Aliases of `people.ts`. */
  applicant: string;
  officer: string;
  answers: Answers;
  coApplicant?: { person: string; answers: Answers };
  /** The officer's answers. */
  inquiry: Answers;
  /** As in the file, with days worked out. */
  decision: DemoDecision;
  /** What the calculation comes to in the month that the file names, in öre by row of `calculate`. */
  expected?: { month: string; amounts: Readonly<Record<string, number>> };
}

/** What the officer decides. */
interface DemoDecision {
  by: string;
  point: string;
  summary: string;
  totalOre?: number;
  valid?: { start: string; end: string };
  items: Readonly<Record<string, {
    outcome: 'granted' | 'partly' | 'refused';
    reasons: readonly string[];
    amountOre?: number;
    valid?: 'further';
    conditions?: Readonly<Record<string, string | number | boolean>>;
    rows?: Readonly<Record<string, { outcome: 'granted' | 'partly' | 'refused'; amountOre: number }>>;
  }>>;
}

type Pages = Readonly<Record<string, Readonly<Record<string, Json>>>>;

interface CaseFile extends Omit<DemoCase, 'answers' | 'coApplicant' | 'inquiry'> {
  monthOffset: number;
  pages: Pages;
  coApplicant?: { person: string; pages: Pages };
  inquiry: Pages;
}

/**
 * Reads a case of this folder, as it is made on a day (`YYYY-MM-DD`).
 * @param name the file without `.yaml`
 * @throws when there is no such file
 */
export function readDemoCase(name: string, today: string): DemoCase {
  const source = readFileSync(join(import.meta.dirname, `${name}.yaml`), 'utf8');
  const raw = parse(source) as CaseFile;
  const month = moved(today, raw.monthOffset);
  const { pages, coApplicant, inquiry, monthOffset: _offset, ...rest } = onDays(raw, { today, month }) as CaseFile;
  return {
    ...rest,
    answers: answersOf(pages),
    inquiry: answersOf(inquiry),
    ...(coApplicant && { coApplicant: { person: coApplicant.person, answers: answersOf(coApplicant.pages) } }),
  };
}

/** Pages laid together, as the engine holds answers: lists of rows get ids. */
function answersOf(pages: Pages): Answers {
  const entries = Object.values(pages).flatMap((page) => Object.entries(page));
  return Object.fromEntries(entries.map(([id, answer]) => [id, isRows(answer) ? rows(answer) : answer])) as Answers;
}

function isRows(answer: Json): answer is readonly { readonly [column: string]: Json }[] {
  const isRow = (row: Json) => typeof row === 'object' && row !== null && !Array.isArray(row);
  return Array.isArray(answer) && answer.every(isRow);
}

function rows(list: readonly { readonly [column: string]: Json }[]): Json {
  return list.map((answers, place) => ({ id: `r${place + 1}`, answers }));
}

interface Days { readonly today: string; readonly month: string }

const dayInMonth = /^month([+-]\d+)?\/(\d\d|last)$/;

function onDays(value: unknown, days: Days): unknown {
  if (value === 'today') return days.today;
  if (typeof value === 'string') {
    const [, offset = '0', day] = dayInMonth.exec(value) ?? [];
    return day === undefined ? value : dayOf(moved(`${days.month}-01`, Number(offset)), day);
  }
  if (Array.isArray(value)) return value.map((one: unknown) => onDays(one, days));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, unknown]) => [key, onDays(one, days)]));
}

/** The month (`YYYY-MM`) so many months from the one of a day. */
function moved(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
}

/** A day that the month lacks (30 February) is its last. */
function dayOf(month: string, day: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return `${month}-${String(day === 'last' ? last : Math.min(Number(day), last)).padStart(2, '0')}`;
}
