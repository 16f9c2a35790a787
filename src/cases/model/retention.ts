import { addDuration } from '../../platform/index.ts';
import type { DocumentType, Service } from '../../services/index.ts';

type Plan = Service['retention'];

/** Days that retention counts from, `YYYY-MM-DD`; null when it has not happened, and then nothing is due. */
export interface RetentionDays {
  closed: string | null;
  decided: string | null;
  lastEntry: string;
  /** the day the permit ends; null: until further notice, or it is not known */
  permitEnded: string | null;
  /** no permit came of it: then its time counts from closing */
  noPermit: boolean;
}

export interface RetentionState {
  /** kinds of documents whose day has come */
  due: DocumentType[];
  /** everything may go: nothing is kept forever, and every kind is due */
  whole: boolean;
  /** the next day that something comes due; null when nothing more ever does as far as is known */
  next: string | null;
}

/** What of a closed case may be destroyed on a day, by the plan of the authority as the definition holds it. No plan, no destruction. */
export function retentionState(plan: Plan, days: RetentionDays, today: string): RetentionState {
  // The read log lives in the audit, which has its own plan.
  const kinds = Object.entries(plan).filter(([kind]) => kind !== 'readLog') as [DocumentType, NonNullable<Plan[DocumentType]>][];
  const ends = kinds.map(([kind, rule]) => ({ kind, day: endOf(rule, days) }));
  const due = ends.filter(({ day }) => day !== null && day <= today).map(({ kind }) => kind);
  const coming = ends.flatMap(({ day }) => (day !== null && day > today ? [day] : [])).sort();
  return { due, whole: kinds.length > 0 && due.length === kinds.length, next: coming[0] ?? null };
}

function endOf({ keep, from }: NonNullable<Plan[DocumentType]>, days: RetentionDays): string | null {
  if (keep === 'forever') return null;
  const start = startOf(from, days);
  return start === null ? null : addDuration(start, keep);
}

function startOf(from: NonNullable<Plan[DocumentType]>['from'], days: RetentionDays): string | null {
  switch (from) {
    case 'permitEnded': return days.noPermit ? days.closed : days.permitEnded;
    case 'decided': return days.decided ?? days.closed;
    case 'lastEntry': return days.lastEntry;
    case 'closed': case 'made': case undefined: return days.closed;
  }
}
