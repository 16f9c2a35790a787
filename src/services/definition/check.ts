import type { ServiceFolder } from './model.ts';
import type { Problem } from './problem.ts';
import type { Source } from './source.ts';
import { bookingProblems } from './checks/booking.ts';
import { channelProblems } from './checks/channels.ts';
import { classProblems } from './checks/class.ts';
import { decisionProblems } from './checks/decisions.ts';
import { expressionProblems } from './checks/expressions.ts';
import { handlingProblems } from './checks/handling.ts';
import { idProblems } from './checks/ids.ts';
import { inquiryProblems } from './checks/inquiry.ts';
import { letterProblems } from './checks/letters.ts';
import { partyProblems } from './checks/parties.ts';
import { referenceProblems } from './checks/references.ts';
import { retentionProblems } from './checks/retention.ts';
import { tableProblems } from './checks/tables.ts';
import { textProblems } from './checks/texts.ts';

/** Where the parts of a folder were read from, so that a problem can name its line. */
export type Sources = {
  readonly service: Source;
  readonly inquiry: Source | undefined;
  readonly texts: Readonly<Record<string, Source>>;
};

/** One rule beyond the shape. */
export type Check = (folder: ServiceFolder, sources: Sources) => Problem[];

const checks: readonly Check[] = [
  idProblems,
  referenceProblems,
  partyProblems,
  channelProblems,
  classProblems,
  decisionProblems,
  handlingProblems,
  bookingProblems,
  inquiryProblems,
  tableProblems,
  letterProblems,
  expressionProblems,
  retentionProblems,
  textProblems,
];

/** Everything that must hold beyond the shape of each file. */
export function check(folder: ServiceFolder, sources: Sources): Problem[] {
  return checks.flatMap((one) => one(folder, sources));
}
