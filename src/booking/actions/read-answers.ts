import { createHash } from 'node:crypto';
import type { Tx, Uuid } from '../../platform/index.ts';
import { bookablesOf } from '../bookable.ts';
import { readAnswerLines } from '../model/answer-lines.ts';
import { findBooking } from '../store/bookings.ts';
import { addAnswerFile, bookingOfSample, markSampleAnswered } from '../store/samples.ts';
import { recordOutcome } from './visit.ts';

export type AnswersRead =
  | { ok: true; answers: number; known: boolean }
  /** in Swedish, with the line it is on; nothing in the file has been used */
  | { ok: false; faults: readonly string[] };

/** Who reads a file in, and which services are theirs to write answers of. */
export interface Reader {
  authorityId: Uuid;
  staffId: Uuid;
  isTheirs(service: string): boolean;
}

/**
 * Reads a file of answers from a laboratory: all of it or nothing. A sample that is not ours, or a code that the service does not know, stops the
 * whole file, so that nobody gets another's answer. The same file again changes nothing.
 */
export async function readAnswers(tx: Tx, { authorityId, staffId, isTheirs }: Reader, bytes: Buffer): Promise<AnswersRead> {
  const { lines, faults } = readAnswerLines(bytes.toString('utf8'));
  if (faults.length) return { ok: false, faults };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const found = [];
  for (const line of lines) {
    const sample = await bookingOfSample(tx, authorityId, line.sample);
    const booking = sample && await findBooking(tx, sample.bookingId);
    const bookable = booking && await bookablesOf(tx).byVersion(tx, booking.versionId, booking.language);
    const option = bookable?.outcome?.laboratory?.codes[line.code];
    if (!sample || !booking || !bookable || !isTheirs(booking.service)) faults.push(`Rad ${line.line}: provet ${line.sample} är inte registrerat här.`);
    else if (booking.endedAt) faults.push(`Rad ${line.line}: bokningen till provet ${line.sample} är avslutad.`);
    else if (line.at && (line.at.getTime() > tx.now.getTime() + clocksDiffer || line.at < startOf(sample.takenAt))) faults.push(`Rad ${line.line}: tiden för provet ${line.sample} är före provtagningen eller framåt i tiden.`);
    else if (!option) faults.push(`Rad ${line.line}: svaret ${line.code} går inte att tolka.`);
    else found.push({ line, sample, booking, bookable, field: bookable.outcome!.laboratory!.field, option });
  }
  if (faults.length) return { ok: false, faults };
  if (!await addAnswerFile(tx, { authorityId, sha256, answers: lines.length, staffId })) return { ok: true, answers: 0, known: true };
  for (const { line, sample, booking, bookable, field, option } of found) {
    await recordOutcome(tx, bookable, (await findBooking(tx, booking.id))!, { content: { [field]: option }, doneAt: line.at ?? sample.takenAt, source: 'laboratory', staffId: null });
    await markSampleAnswered(tx, sample.id);
  }
  tx.audit({ event: 'booking.answersRead', authorityId, detail: { answers: found.length } });
  return { ok: true, answers: found.length, known: false };
}

/** The day before it was taken, since clocks differ: an answer from before that is of something else, and would be destroyed too early. */
const startOf = (takenAt: Date): Date => new Date(takenAt.getTime() - 86_400_000);
/** Milliseconds that a laboratory's clock may be ahead. */
const clocksDiffer = 3_600_000;
