import { z } from 'zod';
import type { Day, Values } from '../../answers.ts';
import { formatDate } from '../../../platform/index.ts';
import { isDay } from '../../expressions/calendar.ts';
import { day, object } from '../../expressions/shapes.ts';
import { dayFaults } from '../limits.ts';
import { readDay } from '../reading.ts';
import { fault, type AnswerFault, type QuestionType } from '../type.ts';
import { commonFields, dayLimitSchema } from '../../schema/common.ts';
import { monthOf, monthWords, monthsBetween } from './months.ts';

/** From one day to another, both included. */
export const periodSchema = z.strictObject({
  ...commonFields,
  type: z.literal('period'),
  /** Which days are asked for; both when left out. A month is chosen among those that the limits lie in, and is kept as its first and last day. */
  bounds: z.enum(['both', 'start', 'end', 'month']).optional(),
  /** The end may be left empty: it goes on. */
  openEnd: z.boolean().optional(),
  min: dayLimitSchema.optional(),
  max: dayLimitSchema.optional(),
});

export type PeriodQuestion = z.infer<typeof periodSchema>;

type Period = Values['period'];
type Bound = 'start' | 'end';

/** The days that are asked for. */
export function boundsOf(question: PeriodQuestion): readonly Bound[] {
  return question.bounds === 'start' || question.bounds === 'end' ? [question.bounds] : ['start', 'end'];
}

/** Whether a period is a whole month, and one of those that may be chosen. */
function isMonthAmong(question: PeriodQuestion, { start, end }: Period, today: Day): boolean {
  const month = start?.slice(0, 7) ?? '';
  const whole = monthOf(month);
  return whole?.start === start && whole?.end === end && monthsBetween(question, today).includes(month);
}

export const periodType: QuestionType<PeriodQuestion, Period> = {
  schema: periodSchema,
  required: 'date',
  requiredOf: ({ bounds }) => (bounds === 'month' ? 'choice' : 'date'),
  mainPart: (question) => (question.bounds !== 'month' && boundsOf(question).length === 1 ? boundsOf(question)[0] : undefined),
  shape: () => object({ start: day, end: day }),
  read(question, fields) {
    if (question.bounds === 'month') {
      const chosen = fields.text();
      if (chosen === '') return {};
      const month = monthOf(chosen);
      return month ? { value: month } : { fault: { code: 'choice.unknown' } };
    }
    const value: { start?: string; end?: string } = {};
    for (const bound of boundsOf(question)) {
      const typed = fields.text(bound);
      if (typed === '') continue;
      const read = readDay(typed);
      if (read === undefined) return { fault: { code: 'date.unreadable', part: bound } };
      value[bound] = read;
    }
    return Object.keys(value).length === 0 ? {} : { value };
  },
  is: (value): value is Period =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([key, bound]) => (key === 'start' || key === 'end') && isDay(bound)),
  faults(question, value, today) {
    if (question.bounds === 'month') return isMonthAmong(question, value, today) ? [] : fault('choice.unknown');
    const faults: AnswerFault[] = [];
    for (const bound of boundsOf(question)) {
      const given = value[bound];
      if (given !== undefined) faults.push(...dayFaults(given, question, today, bound));
      else if (bound === 'start' || !question.openEnd)
        faults.push(...fault(`period.${bound}Missing`, undefined, bound));
    }
    if (faults.length > 0 || value.start === undefined || value.end === undefined) return faults;
    return value.end < value.start ? fault('period.order', undefined, 'end') : faults;
  },
  variable: (_question, value) => value,
  fields(question, { start = '', end = '' }): Record<string, string> {
    return question.bounds === 'month' ? { '': start.slice(0, 7) } : { start, end };
  },
  show({ bounds }, { start, end }, words) {
    if (bounds === 'month' && start !== undefined) return { lines: [monthWords(start, words.language)] };
    const [from, to] = [start, end].map((bound) =>
      bound === undefined ? undefined : formatDate(bound, words.language),
    );
    if (from !== undefined && to !== undefined) return { lines: [`${from} – ${to}`] };
    return { lines: [words.own(from === undefined ? 'period.until' : 'period.from', { day: from ?? to ?? '' })] };
  },
};
