import { addDuration } from '../../../platform/index.ts';
import type { DocumentType, Service } from '../../../services/index.ts';

/** A line of a plan: how long a kind of document is kept, from when; `archive`: it is kept in the archive, and goes from here once it is there. */
export type PlanLine = NonNullable<Service['retention'][DocumentType]> & { archive?: boolean | undefined };
export type PlanLines = Partial<Record<DocumentType, PlanLine>>;

/** Days that retention counts from, `YYYY-MM-DD`; null when it has not happened, and then nothing is due. */
export interface RetentionDays {
  closed: string | null;
  decided: string | null;
  lastEntry: string;
  /** the day the permit ends; null: until further notice, or it is not known */
  permitEnded: string | null;
  /** no permit came of it: then its time counts from closing */
  noPermit: boolean;
  /** the archive has said that it has the case */
  archived?: boolean;
}

export interface RetentionState {
  /** kinds of documents whose day has come */
  due: DocumentType[];
  /** everything may go: nothing is kept forever, and every kind is due */
  whole: boolean;
  /** the next day that something comes due; null when nothing more ever does as far as is known */
  next: string | null;
}

/** A version of an authority's plan for a service. */
export interface PlanVersion {
  lines: PlanLines;
  /** nothing is destroyed before the archive has the case */
  exportFirst: boolean;
}

/**
 * The plan of a service: what the authority has decided, or, while it has decided nothing, the proposal that came with the service. Only what
 * is decided destroys anything: a kind of document that the decision does not name is kept. What must be in the archive first is never due
 * before it is.
 */
export function planFor(definition: Service['retention'], own: PlanVersion | undefined): PlanLines {
  if (!own) return definition;
  const unnamed = Object.fromEntries(Object.keys(definition).map((kind) => [kind, { keep: 'forever' as const }]));
  const lines: PlanLines = { ...unnamed, ...own.lines };
  if (!own.exportFirst) return lines;
  return Object.fromEntries(Object.entries(lines).map(([kind, line]) => [kind, line.keep === 'forever' ? line : { ...line, archive: true }]));
}

/** The day each kind of document comes due; null when none is known. The read log lives in the audit, which has its own plan. */
export function retentionEnds(plan: PlanLines, days: RetentionDays): { kind: DocumentType; day: string | null }[] {
  const kinds = Object.entries(plan).filter(([kind]) => kind !== 'readLog') as [DocumentType, PlanLine][];
  return kinds.map(([kind, rule]) => ({ kind, day: endOf(rule, days) }));
}

/** What of a closed case may be destroyed on a day. No plan, no destruction. */
export function retentionState(plan: PlanLines, days: RetentionDays, today: string): RetentionState {
  const ends = retentionEnds(plan, days);
  const due = ends.filter(({ day }) => day !== null && day <= today).map(({ kind }) => kind);
  const coming = ends.flatMap(({ day }) => (day !== null && day > today ? [day] : [])).sort();
  return { due, whole: ends.length > 0 && due.length === ends.length, next: coming[0] ?? null };
}

function endOf({ keep, from, archive }: PlanLine, days: RetentionDays): string | null {
  if (keep === 'forever' || (archive && !days.archived)) return null;
  const start = startOf(from, days);
  return start === null ? null : addDuration(start, keep);
}

function startOf(from: PlanLine['from'], days: RetentionDays): string | null {
  switch (from) {
    case 'permitEnded': return days.noPermit ? days.closed : days.permitEnded;
    case 'decided': return days.decided ?? days.closed;
    case 'lastEntry': return days.lastEntry;
    case 'closed': case 'made': case undefined: return days.closed;
  }
}

/** Kinds that a plan would let go earlier than the one before: said before it is decided, never silently. */
export function shortened(before: PlanLines, after: PlanLines): DocumentType[] {
  return (Object.keys({ ...before, ...after }) as DocumentType[]).filter((kind) => isShorter(before[kind], after[kind]));
}

const probe = '2000-01-01';

function isShorter(before: PlanLine | undefined, after: PlanLine | undefined): boolean {
  if (!before || !after) return before !== undefined && after === undefined;
  if (after.keep === 'forever') return false;
  if (before.keep === 'forever') return true;
  // Counted from an earlier event it may come due earlier: which, cannot be known for every case.
  return addDuration(probe, after.keep) < addDuration(probe, before.keep) || (after.from ?? 'closed') !== (before.from ?? 'closed');
}

/** Whether a person's file is in the sample: born on one of the days of the month. Coordination numbers have sixty added to the day. */
export function inSample(days: readonly number[], number: string): boolean {
  const day = Number(number.slice(6, 8));
  return days.includes(day > 60 ? day - 60 : day);
}
