import { addWorkingDays, isWorkingDay } from '../../../organisation/index.ts';
import { addDays, addDuration, sameOrNextWorkday } from '../../../platform/index.ts';
import type { Service } from '../../../services/index.ts';
import { before, daysBetween } from './days.ts';

type Deadline = Service['deadlines'][number];

/** Days the organisation is closed, as `closuresFrom` of organisation gives them. */
export type Closures = ReadonlyMap<string, { from?: string }>;

/** A time during which somebody else must act first. `until`: the day they had; null while it goes on. Days are `YYYY-MM-DD`. */
export interface Wait {
  kind: string;
  from: string;
  until: string | null;
}

/** What the clocks of a case count from. Days are Swedish days, `YYYY-MM-DD`. */
export interface ClockFacts {
  arrived: string;
  /** everything needed was there; null while it is not */
  complete: string | null;
  /** a party has asked that it be settled (12 § förvaltningslagen), and that is not over */
  asked: string | null;
  waits: readonly Wait[];
  /** ids of the deadlines that have been given more time */
  extended: ReadonlySet<string>;
  today: string;
  closures: Closures;
}

/** A clock as it stands. */
export interface Running {
  id: string;
  clock: 'law' | 'promise';
  /** a step on the way, not the decision or the answer */
  step: boolean;
  /** null: what it counts from has not happened */
  start: string | null;
  /** last day; while it stands still the last day as it was when it stopped */
  due: string | null;
  /** the day it stopped, while it stands still */
  standingSince: string | null;
  /** the day to remind of it */
  near: string | null;
}

/** The clocks that run before a decision, by the deadlines of the definition. */
export function runningClocks(deadlines: readonly Deadline[], facts: ClockFacts): Running[] {
  return deadlines.map((deadline) => {
    const { id, clock, stopsFor = [], extend } = deadline;
    const step = deadline.step !== undefined;
    const start = startOf(deadline, facts);
    if (start === null) {
      // It waits for the completion that it counts from.
      const open = facts.waits.find(({ kind, until }) => kind === 'completion' && until === null);
      return { id, clock, step, start, due: null, standingSince: deadline.askedWithin && open ? open.from : null, near: null };
    }
    let due = addTime(start, deadline.for, facts.closures);
    if (extend && facts.extended.has(id)) due = addTime(due, extend.for, facts.closures);
    const stops = together(facts.waits.filter(({ kind }) => (stopsFor as readonly string[]).includes(kind)));
    const byWorkdays = isWorkdays(deadline.for);
    let standingSince: string | null = null;
    for (const stop of stops) {
      const from = stop.from < start ? start : stop.from;
      // A clock that has run out is not started again by asking for something.
      if (from > due) break;
      if (stop.until === null) { standingSince = from; break; }
      if (stop.until > from) due = byWorkdays ? addWorkingDays(due, workdaysBetween(from, stop.until, facts.closures), facts.closures) : addDays(due, daysBetween(from, stop.until));
    }
    if (clock === 'law') due = sameOrNextWorkday(due);
    const remind = deadline.runsOut?.remind;
    return { id, clock, step, start, due, standingSince, near: remind && standingSince === null ? backFrom(due, remind, facts.closures) : null };
  });
}

/** The earliest last day of a kind for the decision or the answer; null when none has begun. A step on the way is no such day. */
export function earliestDue(clocks: readonly Pick<Running, 'clock' | 'step' | 'due'>[], kind: Running['clock']): string | null {
  return clocks.filter(({ clock, step }) => clock === kind && !step).flatMap(({ due }) => due ?? []).sort()[0] ?? null;
}

/** A day moved on by a duration of the format: calendar time as in `P4W`, or working days as in `P5WD`, where the organisation's closed days do not count. */
export function addTime(day: string, duration: string, closures: Closures): string {
  return isWorkdays(duration) ? addWorkingDays(day, Number(duration.slice(1, -2)), closures) : addDuration(day, duration);
}

/** A day moved back by a duration of the format. */
export function backFrom(day: string, duration: string, closures: Closures): string {
  if (!isWorkdays(duration)) return before(day, duration);
  let back = day;
  for (let left = Number(duration.slice(1, -2)); left > 0;) {
    back = addDays(back, -1);
    if (isWorkingDay(back, closures)) left -= 1;
  }
  return back;
}

/** Whether anything of this definition is counted in working days, so that the organisation's closed days matter. */
export function countsWorkdays(deadlines: readonly Deadline[]): boolean {
  return deadlines.some((one) => [one.for, one.extend?.for, one.runsOut?.remind].some((duration) => duration !== undefined && isWorkdays(duration)));
}

function startOf(deadline: Deadline, { arrived, complete, asked, waits }: ClockFacts): string | null {
  if (deadline.from === 'arrived') return arrived;
  if (deadline.from === 'asked') return asked;
  if (!deadline.askedWithin) return complete;
  // From arrival, unless the authority asked for what lacked in time: then from the day it had it.
  const last = addDuration(arrived, deadline.askedWithin);
  const inTime = waits.filter(({ kind, from }) => kind === 'completion' && from <= last);
  if (inTime.some(({ until }) => until === null)) return null;
  return inTime.map(({ until }) => until!).sort().at(-1) ?? arrived;
}

/** Waits laid together where they overlap, in order; one that goes on swallows what comes after. */
function together(waits: readonly Wait[]): Wait[] {
  const merged: Wait[] = [];
  for (const wait of [...waits].sort((a, b) => a.from.localeCompare(b.from))) {
    const last = merged.at(-1);
    if (last && (last.until === null || wait.from <= last.until)) {
      last.until = last.until === null || wait.until === null ? null : last.until > wait.until ? last.until : wait.until;
    } else merged.push({ ...wait });
  }
  return merged;
}

function workdaysBetween(from: string, until: string, closures: Closures): number {
  let count = 0;
  for (let day = from; day < until; day = addDays(day, 1)) if (isWorkingDay(day, closures)) count += 1;
  return count;
}

function isWorkdays(duration: string): boolean {
  return duration.endsWith('WD');
}
