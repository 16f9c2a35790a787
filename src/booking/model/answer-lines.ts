import { swedishInstant } from '../../platform/index.ts';
import { sampleNumber } from './sample-number.ts';

/** `corrected` takes the place of what was answered before; `withdrawn` takes it away. */
export type AnswerStatus = 'final' | 'corrected' | 'withdrawn';

/** An answer as the laboratory wrote it. */
export interface AnswerLine {
  /** where it stands in the file or the message, from 1 */
  line: number;
  sample: string;
  status: AnswerStatus;
  /** empty when the answer is withdrawn */
  code: string;
  /** the day the sample was taken, as it stands on the tube: a number that was read wrong meets another day */
  taken?: string;
  /** when it was analysed, if they say */
  at?: Date;
}

/** Why a line stops all of what came. */
export type LineFault = 'unknownSample' | 'otherDay' | 'ended' | 'wrongTime' | 'unknownCode' | 'answered' | 'notAnswered' | 'superseded' | 'twice';

/** The same, to whoever can mend it. */
export const faultWords: Readonly<Record<LineFault, string>> = {
  unknownSample: 'är inte registrerat här', otherDay: 'är taget en annan dag än ni skriver', ended: 'hör till en bokning som är avslutad',
  wrongTime: 'har en tid som är före provtagningen eller framåt i tiden', unknownCode: 'har ett svar som inte går att tolka',
  answered: 'är redan besvarat. Är det en rättelse måste den sägas vara det', notAnswered: 'har inget svar att rätta eller återkalla',
  superseded: 'har ett svar som är ändrat av någon annan sedan dess', twice: 'står två gånger',
};

/** Columns of the file, in any order. */
export const answerColumns = ['provnummer', 'svar', 'tid', 'status'] as const;
const statuses: Readonly<Record<string, AnswerStatus>> = { '': 'final', 'SLUTLIGT': 'final', 'RÄTTAT': 'corrected', 'ÅTERKALLAT': 'withdrawn' };
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
    const said = (name: (typeof answerColumns)[number]) => (at(name) < 0 ? '' : found[at(name)] ?? '');
    const [sample, code, time, status] = [sampleNumber(said('provnummer')), said('svar').toUpperCase(), said('tid'), statuses[said('status').toUpperCase()]];
    const moment = time ? momentOf(time) : undefined;
    if (sample.length < 4) faults.push(`Rad ${line}: provnumret saknas.`);
    else if (seen.has(sample)) faults.push(`Rad ${line}: provet ${sample} ${faultWords.twice}.`);
    else if (!status) faults.push(`Rad ${line}: status är slutligt, rättat eller återkallat.`);
    else if (!code && status !== 'withdrawn') faults.push(`Rad ${line}: svaret saknas.`);
    else if (moment && Number.isNaN(moment.getTime())) faults.push(`Rad ${line}: tiden "${time}" går inte att läsa.`);
    else lines.push({ line, sample, status, code, ...(moment && { at: moment }) });
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
