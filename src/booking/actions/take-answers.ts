import { createHash } from 'node:crypto';
import { swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { faultWords, readAnswerLines, type AnswerLine, type LineFault } from '../model/answer-lines.ts';
import { laboratoryCodes } from '../model/outcome-content.ts';
import { sampleNumber } from '../model/sample-number.ts';
import { findBooking, findBookings, type Booking } from '../store/bookings.ts';
import { currentOutcome } from '../store/outcomes.ts';
import { addAnswerFile, answersAlone, answersReadBefore, markSample, samplesNumbered, type AnswersFrom, type Sample } from '../store/samples.ts';
import { recordOutcome, withdrawOutcome } from './record-outcome.ts';

/** Whose answers come, and which services they may answer for. */
export interface Answering {
  authorityId: Uuid;
  from: AnswersFrom;
  isTheirs(service: string): boolean;
}

export interface FaultyLine {
  line: number;
  sample: string;
  fault: LineFault;
  /** of an answer that the service does not know: what stood there, and the codes it knows */
  unknown?: { code: string; known: readonly string[] };
}

export type AnswersTaken =
  /** `known`: the same file, or the same message, has been before, and nothing is changed */
  | { ok: true; answers: number; known: boolean }
  /** lines that stop all of it: nothing has been used */
  | { ok: false; lines: readonly FaultyLine[] }
  /** the laboratory's id of the message has been used for another */
  | { ok: false; otherMessage: true };

export type FileTaken = { ok: true; answers: number; known: boolean } | { ok: false; faults: readonly string[] };

/** Reads a file of answers that staff have got from a laboratory. What is wrong is said in Swedish, with the line. */
export async function takeAnswerFile(tx: Tx, answering: Answering, bytes: Buffer): Promise<FileTaken> {
  const { lines, faults } = readAnswerLines(bytes.toString('utf8'));
  if (faults.length) return { ok: false, faults };
  const taken = await takeAnswers(tx, answering, lines, bytes);
  if (taken.ok) return taken;
  if ('otherMessage' in taken) throw new Error('a file is known by its content, and has no id to be used twice');
  return { ok: false, faults: taken.lines.map((one) => `Rad ${one.line}: provet ${one.sample} ${faultSaid(one)}.`) };
}

/** What is wrong with a line, to whoever can mend it: of an unknown answer which it was, and which there are. */
function faultSaid({ fault, unknown }: FaultyLine): string {
  return unknown ? `har svaret ${unknown.code}, som inte går att tolka. Svaren som går att läsa in är ${unknown.known.join(', ')}` : faultWords[fault];
}

/**
 * Takes answers from a laboratory, by file or from its own system: all of them or none. A sample that is not ours, a code that the service does
 * not know, a second answer that is not said to be a correction, stop them all, so that nobody gets another's answer. One message at a time in an
 * authority, and the same again changes nothing.
 * @param bytes what came, as it came
 */
export async function takeAnswers(tx: Tx, answering: Answering, lines: readonly AnswerLine[], bytes: Buffer): Promise<AnswersTaken> {
  const { authorityId, from } = answering;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await answersAlone(tx, authorityId);
  const before = await answersReadBefore(tx, { authorityId, sha256, from });
  if (before !== undefined) return before === sha256 ? { ok: true, answers: 0, known: true } : { ok: false, otherMessage: true };
  const { found, faulty } = await tried(tx, answering, lines);
  if (faulty.length) return { ok: false, lines: faulty };
  await addAnswerFile(tx, { authorityId, sha256, answers: lines.length, from });
  for (const one of found) await write(tx, one, 'laboratory' in from ? from.laboratory : null);
  tx.audit({ event: 'booking.answersRead', authorityId, detail: { answers: found.length, ...('laboratory' in from && { laboratory: from.laboratory }) } });
  return { ok: true, answers: found.length, known: false };
}

interface Found { line: AnswerLine; sample: Sample; booking: Booking; bookable: Bookable; content: Record<string, string> }

/** Every line against its sample, its booking and what the service knows; in queries that do not grow with the lines. */
async function tried(tx: Tx, { authorityId, from, isTheirs }: Answering, lines: readonly AnswerLine[]): Promise<{ found: Found[]; faulty: FaultyLine[] }> {
  const samples = await samplesNumbered(tx, authorityId, lines.map(({ sample }) => sample));
  const bookings = new Map((await findBookings(tx, [...samples.values()].map(({ bookingId }) => bookingId))).map((booking) => [booking.id, booking]));
  const versions = new Map<Uuid, Bookable>();
  for (const { versionId, language } of bookings.values()) if (!versions.has(versionId)) versions.set(versionId, await bookablesOf(tx).byVersion(tx, versionId, language));
  const [found, faulty, seen]: [Found[], FaultyLine[], Set<string>] = [[], [], new Set()];
  for (const line of lines) {
    const number = sampleNumber(line.sample);
    const sample = samples.get(number);
    const booking = sample && bookings.get(sample.bookingId);
    const bookable = booking && isTheirs(booking.service) ? versions.get(booking.versionId) : undefined;
    const rule = bookable?.outcome?.laboratory;
    if (!sample || !booking || !bookable || !rule) {
      faulty.push({ line: line.line, sample: line.sample, fault: 'unknownSample' });
      continue;
    }
    const option = rule.codes[line.code];
    const fault = seen.has(number) ? 'twice' : faultOf(tx, line, { sample, booking, known: option !== undefined, by: 'laboratory' in from ? from.laboratory : null })
      ?? (line.status !== 'final' && (await currentOutcome(tx, booking.id))?.sampleId !== sample.id ? 'superseded' : undefined);
    seen.add(number);
    if (fault) faulty.push({ line: line.line, sample: line.sample, fault, ...(fault === 'unknownCode' && { unknown: { code: line.code, known: laboratoryCodes(bookable.outcome!).map(({ code }) => code) } }) });
    else found.push({ line, sample, booking, bookable, content: option === undefined ? {} : { [rule.field]: option } });
  }
  return { found, faulty };
}

/** What is wrong with a line about a sample that is ours. Another laboratory than the one that answered knows nothing of it. */
function faultOf(tx: Tx, line: AnswerLine, { sample, booking, known, by }: { sample: Sample; booking: Booking; known: boolean; by: string | null }): LineFault | undefined {
  if (by && sample.answeredBy && sample.answeredBy !== by) return 'unknownSample';
  if (line.taken && line.taken !== swedishDay(sample.takenAt)) return 'otherDay';
  if (booking.endedAt) return 'ended';
  if (line.at && (line.at.getTime() > tx.now.getTime() + clocksDiffer || line.at < startOf(sample.takenAt))) return 'wrongTime';
  if (!known && line.status !== 'withdrawn') return 'unknownCode';
  if (line.status === 'final' && sample.answeredAt) return 'answered';
  return line.status !== 'final' && !sample.answeredAt ? 'notAnswered' : undefined;
}

async function write(tx: Tx, { line, sample, booking: { id }, bookable, content }: Found, by: string | null): Promise<void> {
  // Read anew: another sample of the same visit may have been answered a line before.
  const booking = (await findBooking(tx, id))!;
  if (line.status === 'withdrawn') {
    await withdrawOutcome(tx, bookable, booking, { source: 'laboratory' });
    return markSample(tx, sample.id, 'waits');
  }
  await recordOutcome(tx, bookable, booking, { content, doneAt: line.at ?? sample.takenAt, source: 'laboratory', staffId: null, sampleId: sample.id });
  return markSample(tx, sample.id, { by });
}

/** The day before it was taken, since clocks differ: an answer from before that is of something else, and would be destroyed too early. */
const startOf = (takenAt: Date): Date => new Date(takenAt.getTime() - 86_400_000);
/** Milliseconds that a laboratory's clock may be ahead. */
const clocksDiffer = 3_600_000;
