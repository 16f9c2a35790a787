import { swedishInstant } from '../../platform/index.ts';
import { sampleNumber } from './sample-number.ts';

/** An answer as the laboratory wrote it. */
export interface AnswerLine {
  /** in the file, from 1 */
  line: number;
  sample: string;
  code: string;
  /** when it was analysed, if they say */
  at?: Date;
}

/** Columns of the file, in any order. */
export const answerColumns = ['provnummer', 'svar', 'tid'] as const;
const most = 20_000;

/**
 * Reads a file of answers (CSV, UTF-8, semicolon or comma): a heading, then a row a sample. Strict: what cannot be read is a fault with its line, and a
 * number that stands twice is one too, since two answers for one sample cannot both be right.
 */
export function readAnswerLines(text: string): { lines: AnswerLine[]; faults: string[] } {
  const rows = text.replace(/^\uFEFF/, '').split(/\r?\n/).map((row, index) => ({ row, line: index + 1 })).filter(({ row }) => row.trim() !== '');
  const heading = rows[0]?.row ?? '';
  const separator = heading.includes(';') ? ';' : ',';
  const cells = (row: string) => row.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const columns = cells(heading).map((name) => name.toLowerCase());
  const at = (name: (typeof answerColumns)[number]) => columns.indexOf(name);
  if (at('provnummer') < 0 || at('svar') < 0) return { lines: [], faults: ['Filen saknar rubrikerna provnummer och svar på första raden.'] };
  if (rows.length - 1 > most) return { lines: [], faults: [`Filen har fler än ${most} rader. Dela den.`] };
  const [lines, faults, seen]: [AnswerLine[], string[], Set<string>] = [[], [], new Set()];
  for (const { row, line } of rows.slice(1)) {
    const found = cells(row);
    const [sample, code, time] = [sampleNumber(found[at('provnummer')] ?? ''), (found[at('svar')] ?? '').toUpperCase(), at('tid') < 0 ? '' : found[at('tid')] ?? ''];
    const moment = time ? momentOf(time) : undefined;
    if (sample.length < 4) faults.push(`Rad ${line}: provnumret saknas.`);
    else if (seen.has(sample)) faults.push(`Rad ${line}: provet ${sample} står två gånger.`);
    else if (!code) faults.push(`Rad ${line}: svaret saknas.`);
    else if (moment && Number.isNaN(moment.getTime())) faults.push(`Rad ${line}: tiden "${time}" går inte att läsa.`);
    else lines.push({ line, sample, code, ...(moment && { at: moment }) });
    seen.add(sample);
  }
  if (!lines.length && !faults.length) faults.push('Filen har inga svar.');
  return { lines, faults };
}

/** An instant, invalid when it cannot be read; without a zone it is the clock on the laboratory's wall, in Sweden. */
function momentOf(time: string): Date {
  const written = time.replace(' ', 'T');
  if (/T.*([Zz]|[+-]\d\d:?\d\d)$/.test(written)) return new Date(written);
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)(?::\d\d(?:\.\d+)?)?$/.exec(written) ?? [];
  return day && clock && !Number.isNaN(Date.parse(day)) ? swedishInstant(day, clock) : new Date(Number.NaN);
}
